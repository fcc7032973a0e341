import { lstat, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AccountName } from '../../../src/core/ids.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import type { ControlClient } from '../../control/data/control-client.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import {
  type Priority,
  patterns,
  priority as priorityShape,
} from '../../control/entity/queue-nouns.ts'
import { accountNames, allowed } from '../arguments.ts'
import { CliError, refusedBy } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { exitCode } from '../exit-codes.ts'
import { follow } from '../follow.ts'
import { ProgressDisplay } from '../progress-display.ts'
import { STDIN, sendStream } from '../send-stream.ts'
import { reportLine } from '../transfer-text.ts'

type SendOptions = Readonly<{
  wait: boolean
  to?: readonly string[]
  priority?: string
  exclude?: readonly string[]
  name?: string
}>

export async function send(
  context: Context,
  [name, paths]: readonly [string, readonly string[]],
  options: SendOptions,
): Promise<number> {
  const friends = accountNames([name, ...(options.to ?? [])])
  const { priority: text } = options
  const exclude = allowed(patterns, options.exclude ?? [], '--exclude')
  const priority =
    text === undefined ? undefined : allowed(priorityShape, text as Priority, '--priority')
  if (paths.includes(STDIN)) {
    const [friend, ...others] = friends
    if (friend === undefined || others.length > 0 || paths.length > 1) throw notAlone()
    return await sendStream(context, { friend, priority, name: options.name }, options)
  }
  if (options.name !== undefined) {
    throw new CliError('usage', '--name is for standard input: files keep their own')
  }
  const files = paths.map((path) => resolve(path))
  for (const file of files) await refuseWhatCannotGo(file, exclude)
  const client = await context.connect()
  const offered = await offerToAll(context, client, { friends, files, priority, exclude })
  if (!options.wait) {
    for (const transfer of offered.transfers) {
      new ProgressDisplay(context.out).show(transfer)
      const about = reportLine(transfer)
      if (about !== undefined) context.out.notice(`  ${about}`)
    }
    return exitCode(offered.refused ? 'partly' : 'ok')
  }
  const code = await follow(context, client, offered.transfers)
  return code === exitCode('ok') && offered.refused ? exitCode('partly') : code
}

function notAlone(): CliError {
  return new CliError('usage', 'standard input goes to one friend, and alone', {
    advice: `a file of this name: ./${STDIN}`,
  })
}

/** Told here, before anything is offered: with several files either all are, or none. */
async function refuseWhatCannotGo(path: string, exclude: readonly string[]): Promise<void> {
  const shown = safeText(path)
  const found = await lstat(path).then(
    (own) => (own.isSymbolicLink() ? stat(path) : own),
    () => undefined,
  )
  if (found === undefined) throw new CliError('not-found', `there is no file or folder ${shown}`)
  if (found.isFile() && exclude.length > 0) {
    throw new CliError('usage', `--exclude is for folders, and ${shown} is a file`)
  }
  if (found.isFile() || found.isDirectory()) return
  throw new CliError('usage', `${shown} is neither a regular file nor a folder`)
}

type Wanted = Readonly<{
  files: readonly string[]
  priority: Priority | undefined
  exclude: readonly string[]
}>

/** A transfer for each friend and file. One who cannot be sent to is told of, and does not keep the others from theirs. */
async function offerToAll(
  context: Context,
  client: ControlClient,
  { friends, ...wanted }: Wanted & Readonly<{ friends: readonly AccountName[] }>,
): Promise<Readonly<{ transfers: readonly TransferView[]; refused: boolean }>> {
  const transfers: TransferView[] = []
  const refusals: CliError[] = []
  for (const friend of friends) {
    try {
      for await (const one of offers(context, client, { friend, ...wanted })) transfers.push(one)
    } catch (err) {
      if (friends.length === 1 || !(err instanceof ControlError)) throw err
      refusals.push(refusedBy(err, { friend }))
    }
  }
  const last = transfers.length === 0 ? refusals.pop() : undefined
  for (const refusal of refusals) context.out.error(refusal)
  if (last !== undefined) throw last
  return { transfers, refused: refusals.length > 0 }
}

async function* offers(
  context: Context,
  client: ControlClient,
  { friend, files, priority, exclude }: Wanted & Readonly<{ friend: AccountName }>,
): AsyncGenerator<TransferView> {
  for (const path of files) {
    const ask = { name: friend, path, priority, ...(exclude.length > 0 && { exclude }) }
    yield await client.call('sendFile', ask, { signal: context.signal })
  }
}
