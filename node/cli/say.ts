import type { AccountName } from '../../src/core/ids.ts'
import type { ControlClient } from '../control/data/control-client.ts'
import type { LineView } from '../control/entity/nouns.ts'
import { CliError } from './cli-error.ts'

/** How long a message that is under way to a reachable home is waited for: far longer than one answer takes. */
const STORED_WAIT_MS = 10_000

type Saying = Readonly<{ signal: AbortSignal; wait: boolean }>

/**
 * Says one text. With `wait`, returns when the home has stored or refused it; or when the home cannot be reached or takes none for a
 * while, for then the node keeps it and sends it later. @throws CliError refused.
 */
export async function say(
  client: ControlClient,
  to: Readonly<{ name: AccountName; text: string }>,
  options: Saying,
): Promise<LineView> {
  const line = options.wait
    ? await sayAndWait(client, to, options.signal)
    : await client.call('sendText', to, options)
  if (line.state === 'refused') {
    throw new CliError('refused', line.why ?? 'the home refused the message')
  }
  return line
}

async function sayAndWait(
  client: ControlClient,
  to: Readonly<{ name: AccountName; text: string }>,
  signal: AbortSignal,
): Promise<LineView> {
  const waiting = AbortSignal.any([signal, AbortSignal.timeout(STORED_WAIT_MS)])
  const events = await client.events({ signal: waiting })
  const line = await client.call('sendText', to, { signal })
  if (line.state !== 'queued' || line.why !== undefined) return line
  const { link } = await client.call('status', {}, { signal })
  if (link.state !== 'online') return line
  try {
    for await (const event of events) {
      if (event.kind === 'link' && event.value.state !== 'online') return line
      if (event.kind !== 'line' || event.value.id !== line.id) continue
      if (event.value.state !== 'queued' || event.value.why !== undefined) return event.value
    }
  } catch (err) {
    signal.throwIfAborted()
    if (!waiting.aborted) throw err
  }
  return line
}
