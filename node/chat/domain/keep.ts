import type { Message } from '../../../src/home/entity/nouns.ts'
import { isSameMessage } from '../entity/kept.ts'
import type { ChatStore } from '../ports.ts'
import type { Draft } from './draft.ts'

/** Beside the lines from now on. Whoever listens is told when it is one that they saw wait. */
export function keep(
  draft: Draft,
  message: Message,
  { afterSeq, isTold = false }: Readonly<{ afterSeq: number; isTold?: boolean }>,
): void {
  draft.putKept({ message, afterSeq }, { isTold })
  const thread = draft.thread(message.conversation)
  if (thread !== undefined) draft.putThread({ ...thread, hasKept: true })
}

/** Into its place among the lines, where `there` stands. That is kept if it is another; what was kept of this one is not any more. */
export async function placeLine(
  store: Pick<ChatStore, 'keptOf'>,
  draft: Draft,
  line: Message,
  there: Message | undefined,
): Promise<void> {
  const { conversation, seq, id } = line
  const isThere = there !== undefined && isSameMessage(there, line)
  if (there !== undefined && !isThere) keep(draft, there, { afterSeq: seq - 1 })
  if (draft.thread(conversation)?.hasKept === true) {
    for (const each of await store.keptOf(conversation, id)) {
      if (isSameMessage(each.message, line)) draft.removeKept(each)
    }
  }
  draft.putLine(line, { known: isThere })
}
