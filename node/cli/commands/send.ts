import { lstat, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import type { ControlClient } from '../../control/data/control-client.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import { accountName } from '../arguments.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { type ExitName, exitCode } from '../exit-codes.ts'
import { ProgressDisplay } from '../progress-display.ts'
import { safeText } from '../safe-text.ts'
import { watchTransfers } from '../transfer-watch.ts'

export async function send(
  context: Context,
  [name, paths]: readonly [string, readonly string[]],
  options: Readonly<{ wait: boolean }>,
): Promise<number> {
  const friend = accountName(name)
  const files = paths.map((path) => resolve(path))
  for (const file of files) await refuseWhatIsNoFile(file)
  const client = await context.connect()
  const offered = await offerAll(context, client, { friend, files })
  if (options.wait) return await follow(context, client, offered)
  for (const transfer of offered) new ProgressDisplay(context.out).show(transfer)
  return exitCode('ok')
}

/** Told here, before anything is offered: with several files either all are, or none. */
async function refuseWhatIsNoFile(path: string): Promise<void> {
  const shown = safeText(path)
  const found = await lstat(path).then(
    (own) => (own.isSymbolicLink() ? stat(path) : own),
    () => undefined,
  )
  if (found === undefined) throw new CliError('not-found', `there is no file ${shown}`)
  if (found.isDirectory()) {
    throw new CliError('usage', `${shown} is a folder; folders come in a later version`, {
      advice: 'send its files: homing send <name> <path>...',
    })
  }
  if (!found.isFile()) throw new CliError('usage', `${shown} is no regular file`)
}

async function offerAll(
  context: Context,
  client: ControlClient,
  wanted: Readonly<{ friend: AccountName; files: readonly string[] }>,
): Promise<readonly TransferView[]> {
  const offered: TransferView[] = []
  for (const path of wanted.files) {
    const ask = { name: wanted.friend, path }
    offered.push(await client.call('sendFile', ask, { signal: context.signal }))
  }
  return offered
}

/** Shows progress until all have ended. The transfers belong to the daemon: leaving ends only the watching. */
export async function follow(
  context: Context,
  client: ControlClient,
  transfers: readonly TransferView[],
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
      context.out.notice('it goes on in the background; see: homing transfers')
      return exitCode('interrupted')
    }
    throw err
  }
}
