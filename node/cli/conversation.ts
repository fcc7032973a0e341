import type { AccountName } from '../../src/core/ids.ts'
import type { ControlClient } from '../control/data/control-client.ts'
import type { ControlEvent } from '../control/entity/calls.ts'
import type { FriendView, LineView, LinkView } from '../control/entity/nouns.ts'

/** The control API's page. */
const PAGE_LINES = 200

export type ConversationChange =
  | Readonly<{ kind: 'line'; line: LineView }>
  /** All that was there has been given; from here on it is live. */
  | Readonly<{ kind: 'caught-up' }>
  | Readonly<{ kind: 'typing' }>
  | Readonly<{ kind: 'friend'; friend: FriendView }>
  | Readonly<{ kind: 'link'; link: LinkView }>

export type ConversationOptions = Readonly<{
  signal: AbortSignal
  /** How many of the newest lines come first; 0: only what is said from now on. */
  newest: number
}>

/**
 * A conversation as it was and goes on, without a hole: it subscribes first and reads then, so a line may come twice (also
 * because its state moved). After a cut of the stream of events it reads what came in between.
 */
export async function* conversation(
  client: ControlClient,
  name: AccountName,
  options: ConversationOptions,
): AsyncGenerator<ConversationChange> {
  const { signal } = options
  let lastSeq: number | undefined
  for (;;) {
    const events = await client.events({ signal })
    const missed =
      lastSeq === undefined
        ? await newestLines(client, name, options)
        : await linesAfter(client, name, { signal, after: lastSeq })
    const first = lastSeq === undefined
    lastSeq = Math.max(lastSeq ?? 0, ...missed.map(({ seq }) => seq ?? 0))
    const shown = first && options.newest === 0 ? [] : missed
    for (const line of shown) yield { kind: 'line', line }
    if (first) yield { kind: 'caught-up' }
    for await (const change of changesOf(events, name)) {
      if (change.kind === 'line') lastSeq = Math.max(lastSeq, change.line.seq ?? 0)
      yield change
    }
  }
}

async function newestLines(
  client: ControlClient,
  name: AccountName,
  options: ConversationOptions,
): Promise<readonly LineView[]> {
  const ask = { name, before: undefined, after: undefined, limit: Math.max(1, options.newest) }
  return (await client.call('history', ask, { signal: options.signal })).lines
}

async function linesAfter(
  client: ControlClient,
  name: AccountName,
  options: Readonly<{ signal: AbortSignal; after: number }>,
): Promise<readonly LineView[]> {
  const found: LineView[] = []
  let after = options.after
  for (;;) {
    const ask = { name, before: undefined, after, limit: PAGE_LINES }
    const { lines, more } = await client.call('history', ask, { signal: options.signal })
    found.push(...lines)
    const last = Math.max(after, ...lines.map(({ seq }) => seq ?? 0))
    if (!more || last === after) return found
    after = last
  }
}

async function* changesOf(
  events: AsyncIterable<ControlEvent>,
  name: AccountName,
): AsyncGenerator<Exclude<ConversationChange, { kind: 'caught-up' }>> {
  for await (const event of events) {
    if (event.kind === 'link') yield { kind: 'link', link: event.value }
    if (event.kind === 'line' && event.value.friend === name)
      yield { kind: 'line', line: event.value }
    if (event.kind === 'typing' && event.value.friend === name) yield { kind: 'typing' }
    if (event.kind === 'friend' && event.value.name === name) {
      yield { kind: 'friend', friend: event.value }
    }
  }
}
