import { bytesText, durationText, momentText, percentText } from '../../../src/system/quantities.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import { fit, table } from '../../../src/system/table.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import { pick as pickShape } from '../../control/entity/queue-nouns.ts'
import { allowed } from '../arguments.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { follow } from '../follow.ts'
import type { Action } from '../program.ts'
import { targetFolder } from '../target-folder.ts'
import { nameText, reportDetails, shortId, stateText } from '../transfer-text.ts'
import { findTransfer } from '../transfer-watch.ts'
import { cancelAll, pauseAll, resumeAll, standing } from './queue.ts'

/** A name in the list; the whole of it is in `show`. */
const LISTED_NAME_COLUMNS = 40

export async function list(context: Context): Promise<void> {
  const found = await context.call('transfers', {})
  const below = standing(found, Date.now())
  const rows = found.transfers.map((each) => [
    shortId(each.id),
    each.direction === 'outgoing' ? 'to' : 'from',
    each.friend,
    fit(safeText(each.file.name), LISTED_NAME_COLUMNS),
    stateText(each),
  ])
  context.out.result(found, () =>
    rows.length === 0
      ? ['no transfers; send something: homing send <name> <path>', ...below]
      : [...table(['ID', '', 'FRIEND', 'FILE', 'STATE'], rows), ...below],
  )
}

export async function show(context: Context, [given]: readonly [string]): Promise<void> {
  const client = await context.connect()
  const found = await findTransfer(client, given, { signal: context.signal })
  context.out.result(found, () => details(found))
}

type AcceptOptions = Readonly<{
  into?: string
  create?: boolean
  wait?: boolean
  only?: readonly string[]
  except?: readonly string[]
}>

export async function accept(
  context: Context,
  [given]: readonly [string],
  options: AcceptOptions,
): Promise<number | void> {
  const { into, create = false, only = [], except = [] } = options
  const folder = into === undefined ? undefined : await targetFolder(context, { into, create })
  const pick = only.length + except.length === 0 ? undefined : { only, except }
  const client = await context.connect()
  const { id } = await findTransfer(client, given, { signal: context.signal })
  const ask = { id, folder, pick: pick && allowed(pickShape, pick, '--only and --except') }
  const accepted = await client.call('acceptTransfer', ask, { signal: context.signal })
  if (options.wait === true) return await follow(context, client, [accepted])
  say(context, accepted)
}

const CALLS = {
  decline: 'declineTransfer',
  pause: 'pauseTransfer',
  resume: 'resumeTransfer',
  cancel: 'cancelTransfer',
} as const

type ChangeOptions = Readonly<{ all?: boolean; yes?: boolean }>

export function change(
  what: keyof typeof CALLS,
): Action<readonly [string | undefined], ChangeOptions> {
  return async (context, [given], { all, yes }) => {
    if ((given === undefined) !== (all === true)) {
      throw new CliError('usage', 'say which transfer: its id, or --all')
    }
    if (given === undefined) return await changeAll(context, what, yes === true)
    const client = await context.connect()
    const { id } = await findTransfer(client, given, { signal: context.signal })
    say(context, await client.call(CALLS[what], { id }, { signal: context.signal }))
  }
}

async function changeAll(context: Context, what: keyof typeof CALLS, yes: boolean): Promise<void> {
  if (what === 'pause') await pauseAll(context)
  if (what === 'resume') await resumeAll(context)
  if (what === 'cancel') await cancelAll(context, yes)
}

function say(context: Context, transfer: TransferView): void {
  context.out.result(transfer, () => `${nameText(transfer)}  ${stateText(transfer)}`)
}

function details(transfer: TransferView): readonly string[] {
  const nowMs = Date.now()
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['transfer', transfer.id],
    ['friend', `${transfer.direction === 'outgoing' ? 'to' : 'from'} ${transfer.friend}`],
    ['file', safeText(transfer.file.name)],
    ['size', sizeWords(transfer)],
    ['state', stateText(transfer)],
    ['code', transfer.code],
    ['until', optionalMoment(transfer.retryAtMs, nowMs)],
    ['location', transfer.location === undefined ? undefined : safeText(transfer.location)],
    ['chosen', chosenText(transfer)],
    ['root', transfer.root],
    ['priority', transfer.priority],
    ['in line', transfer.place === undefined ? undefined : `number ${transfer.place}`],
    ['limit', transfer.limit === undefined ? undefined : `${bytesText(transfer.limit)}/s`],
    ['path', transfer.path],
    ['rtt', roundTripText(transfer)],
    ['slowed by', slowedBy(transfer)],
    ['on relay', storedText(transfer)],
    ...transfer.tries.map((each) => ['tried', triedText(each, nowMs)] as const),
    ...reportDetails(transfer).map((each) => ['entry', each] as const),
    ['moved', movedText(transfer)],
    ['carried', carriedText(transfer)],
    ['since', momentText(transfer.createdMs, nowMs)],
    ['started', optionalMoment(transfer.startedMs, nowMs)],
    ['ended', optionalMoment(transfer.endedMs, nowMs)],
  ]
  return rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name.padEnd(10)}${value}`],
  )
}

function sizeWords({ file, sizeKnown }: TransferView): string {
  const size = `${bytesText(file.size)} (${file.size} bytes)`
  return sizeKnown ? size : `not known yet; ${size} so far`
}

function slowedBy({ bottleneck, friend }: TransferView): string | undefined {
  switch (bottleneck) {
    case undefined:
      return undefined
    case 'our-disk':
      return 'the disk of this machine'
    case 'their-disk':
      return `the disk of ${friend}`
    case 'our-limit':
      return 'your limit: homing limits'
    case 'their-limit':
      return `a limit of ${friend}`
    case 'network':
      return 'the network between you'
    case 'relay':
      return 'the relay'
    case 'program':
      return 'the program that makes the stream'
    case 'relay-full':
      return `your space on the relay is full; it goes on as ${friend} fetches`
  }
}

function roundTripText({ path, roundTripMs }: TransferView): string | undefined {
  if (roundTripMs === undefined) return undefined
  return `${roundTripMs} ms${path === 'spool' ? ' to the relay' : ''}`
}

function storedText({ storedBytes, totalBytes }: TransferView): string | undefined {
  if (storedBytes === undefined) return undefined
  return `${percentText(Math.min(storedBytes, totalBytes), totalBytes)}, sealed`
}

function triedText({ way, atMs, code }: TransferView['tries'][number], nowMs: number): string {
  const name = way === 'spool' ? 'through the relay' : 'straight'
  return `${name}, ${momentText(atMs, nowMs)}: ${code}`
}

function optionalMoment(atMs: number | undefined, nowMs: number): string | undefined {
  return atMs === undefined ? undefined : momentText(atMs, nowMs)
}

/** While this node watched: what lay there before is not counted. */
function movedText({ movedBytes, meanRate }: TransferView): string | undefined {
  if (movedBytes === undefined) return undefined
  if (meanRate === undefined || meanRate === 0) return bytesText(movedBytes)
  const took = durationText((movedBytes * 1000) / meanRate)
  return `${bytesText(movedBytes)} in ${took}, ${bytesText(meanRate)}/s`
}

/** Chunks, some of them twice, and sealed where they do not go straight. */
function carriedText({ carried, direction }: TransferView): string | undefined {
  const { straight, relay, bucket } = carried
  const toBucket = `straight ${direction === 'outgoing' ? 'to' : 'from'} the home's bucket`
  const ways = [
    [straight, 'straight between the nodes'],
    [bucket, toBucket],
    [relay, 'through the relay'],
  ] as const
  const said = ways.flatMap(([bytes, way]) => (bytes > 0 ? [`${bytesText(bytes)} ${way}`] : []))
  return said.length === 0 ? undefined : said.join(', ')
}

function chosenText({ pick }: TransferView): string | undefined {
  if (pick === undefined) return undefined
  const only = pick.only.map((pattern) => `only ${safeText(pattern)}`)
  return [...only, ...pick.except.map((pattern) => `not ${safeText(pattern)}`)].join(', ')
}
