import type { TransferId } from '../../src/core/ids.ts'
import type { ControlClient } from '../control/data/control-client.ts'
import type { TransferView } from '../control/entity/nouns.ts'
import type { Context } from './context.ts'
import { type ExitName, exitCode } from './exit-codes.ts'
import { ProgressDisplay } from './progress-display.ts'
import { watchTransfers } from './transfer-watch.ts'

/** Shows progress until all have ended. The transfers belong to the daemon: leaving ends only the watching. */
export async function follow(
  context: Context,
  client: ControlClient,
  transfers: readonly TransferView[],
  atInterrupt: () => string = () => 'it goes on in the background; see: homing transfers',
): Promise<number> {
  const display = new ProgressDisplay(context.out)
  const ids = transfers.map(({ id }) => id as TransferId)
  let worst: ExitName = 'ok'
  try {
    for await (const transfer of watchTransfers(client, ids, { signal: context.signal })) {
      display.show(transfer)
      if (['failed', 'declined', 'cancelled'].includes(transfer.state)) worst = 'not-sent'
    }
    return exitCode(worst)
  } catch (err) {
    if (context.signal.aborted) {
      context.out.notice(atInterrupt())
      return exitCode('interrupted')
    }
    throw err
  }
}
