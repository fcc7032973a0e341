import type { TransferId } from '../../src/core/ids.ts'
import type { ControlClient } from '../control/data/control-client.ts'
import type { ControlEvent } from '../control/entity/calls.ts'
import type { TransferView } from '../control/entity/nouns.ts'
import { CliError } from './cli-error.ts'
import { hasEnded } from './transfer-text.ts'

type Watching = Readonly<{ signal: AbortSignal }>

/**
 * These transfers as they change, until all of them have ended. Begins with their present state; after a cut of the event
 * stream (the daemon cuts a reader that lags) it reads the state anew.
 */
export async function* watchTransfers(
  client: ControlClient,
  ids: readonly TransferId[],
  options: Watching,
): AsyncGenerator<TransferView> {
  const open = new Set<string>(ids)
  while (open.size > 0) {
    const events = await client.events(options)
    for (const id of [...open]) {
      const transfer = await client.call('transfer', { id: id as TransferId }, options)
      if (hasEnded(transfer)) open.delete(id)
      yield transfer
    }
    for await (const transfer of changesOf(events, open)) {
      if (hasEnded(transfer)) open.delete(transfer.id)
      yield transfer
      if (open.size === 0) return
    }
  }
}

async function* changesOf(
  events: AsyncIterable<ControlEvent>,
  ids: ReadonlySet<string>,
): AsyncGenerator<TransferView> {
  if (ids.size === 0) return
  for await (const event of events) {
    if (event.kind === 'transfer' && ids.has(event.value.id)) yield event.value
  }
}

/** Full id, or the end of exactly one. */
export async function findTransfer(
  client: ControlClient,
  given: string,
  options: Watching,
): Promise<TransferView> {
  const ending = given.toLowerCase().replace(/^…/, '')
  const { transfers } = await client.call('transfers', {}, options)
  const found = transfers.filter(({ id }) => ending !== '' && id.endsWith(ending))
  const [only, second] = found
  if (only === undefined) {
    throw new CliError('not-found', `no transfer ends with ${given}`, {
      advice: 'see: homing transfers',
    })
  }
  if (second !== undefined) {
    throw new CliError('conflict', `${found.length} transfers end with ${given}`, {
      code: 'ambiguous',
      advice: 'give more of the id; the whole of it: homing transfers --json',
    })
  }
  return only
}
