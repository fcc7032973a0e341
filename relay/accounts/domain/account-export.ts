import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, AccountName, ConversationId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import type {
  AdminStore,
  AvatarsOfAccounts,
  ExportLine,
  ExportPage,
  ExportStore,
  WholeHistory,
} from '../admin-ports.ts'
import { MAX_EXPORT_MESSAGES } from '../limits.ts'

type ExportDeps = Readonly<{
  accounts: Pick<AdminStore, 'find'>
  store: ExportStore
  history: Pick<WholeHistory, 'after'>
  avatars: Pick<AvatarsOfAccounts, 'exported'>
  clock: Clock
}>

/** Told in the first line, so that a reader knows what it reads. */
const VERSION = 1

/**
 * Everything that the home holds of a person, as lines, page by page: of a long life no more than a page is in memory. Not in it: the
 * OPAQUE record, which is no use to the person and a secret of the home, and the log of events, which only refers to the rest.
 */
export class AccountExport {
  readonly #deps: ExportDeps

  constructor(deps: ExportDeps) {
    this.#deps = deps
  }

  /** @throws AdminRefusal unknown-account, before the first line. The last line is `end`: without it something is missing. */
  async open(name: AccountName): Promise<AsyncIterable<ExportLine>> {
    return this.#counted(await this.#deps.accounts.find(name))
  }

  async *#counted(account: AccountId): AsyncGenerator<ExportLine> {
    let lines = 0
    for await (const line of this.#all(account)) {
      lines += 1
      yield line
    }
    yield { kind: 'end', lines }
  }

  async *#all(account: AccountId): AsyncGenerator<ExportLine> {
    const { store, avatars, clock } = this.#deps
    yield { kind: 'export', version: VERSION, account, atMs: clock.nowMs() }
    yield* await store.personal(account)
    yield* avatars.exported(account)
    yield* pages('', (after) => store.relations(account, after))
    yield* this.#messages(account)
    yield* pages('', (after) => store.reports(account, after))
    yield* pages('', (after) => store.spool(account, after))
    yield* pages('', (after) => store.waiting(account, after))
  }

  async *#messagesOf(conversation: ConversationId): AsyncGenerator<ExportLine> {
    for (let seq = 0; ; ) {
      const messages = await this.#deps.history.after(conversation, seq, MAX_EXPORT_MESSAGES)
      yield* messages.map(messageLine)
      const last = messages.at(-1)
      if (last === undefined) return
      seq = last.seq
    }
  }

  async *#messages(account: AccountId): AsyncGenerator<ExportLine> {
    const { store } = this.#deps
    for (let after = ''; ; ) {
      const conversations = await store.conversations(account, after)
      for (const conversation of conversations) {
        yield* this.#messagesOf(conversation)
      }
      const last = conversations.at(-1)
      if (last === undefined) return
      after = last
    }
  }
}

function messageLine({ body, ...message }: Message): ExportLine {
  // A driver may give a Buffer over a larger piece of memory.
  return { kind: 'message', ...message, body: Uint8Array.from(body).toBase64() }
}

async function* pages<After>(
  first: After,
  read: (after: After) => Promise<ExportPage<After>>,
): AsyncGenerator<ExportLine> {
  for (let after: After | undefined = first; after !== undefined; ) {
    const { lines, next }: ExportPage<After> = await read(after)
    yield* lines
    after = next
  }
}
