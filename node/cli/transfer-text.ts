import { bytesText, durationText, percentText } from '../../src/system/quantities.ts'
import { safeText } from '../../src/system/safe-text.ts'
import { cellWidth, fit } from '../../src/system/table.ts'
import type { TransferView } from '../control/entity/nouns.ts'

/** A transfer in words. All of it is safe text: a file's name is what a friend chose. */

/** The end of the random part of a UUIDv7: enough to tell some thousands apart, short enough to type. */
const SHORT_ID_CHARS = 8
/** What is left of a long name beside its numbers. */
const MIN_NAME_COLUMNS = 16

export function shortId(id: string): string {
  return id.slice(-SHORT_ID_CHARS)
}

export function hasEnded(transfer: TransferView): boolean {
  return ['done', 'failed', 'declined', 'cancelled'].includes(transfer.state)
}

/**
 * `→ bob  film.mkv  42 %  1.2 GB of 2.8 GB  93.4 MB/s  17 s left  direct`. Where it must fit a width, the name gives way
 * first: the numbers are what changes.
 */
export function progressText(transfer: TransferView, width = Number.MAX_SAFE_INTEGER): string {
  const state = stateText(transfer)
  const forName = Math.max(MIN_NAME_COLUMNS, width - cellWidth(state) - 2)
  return fit(`${fit(nameText(transfer), forName)}  ${state}`, width)
}

export function nameText(transfer: TransferView): string {
  const arrow = transfer.direction === 'outgoing' ? '→' : '←'
  return `${arrow} ${transfer.friend}  ${safeText(transfer.file.name)}`
}

export function stateText(transfer: TransferView): string {
  return stateParts(transfer).join('  ')
}

/** One line about what of a folder is not as it was, or nothing. */
export function reportLine({ id, report }: TransferView): string | undefined {
  if (report === undefined) return undefined
  const parts = [
    [report.leftOut, 'could not be sent'],
    [report.excluded, 'excluded'],
    [report.refused, 'not made here'],
    [report.mapped, 'under another name here'],
  ] as const
  const said = parts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]))
  return `${said.join(', ')}; see: homing transfers show ${shortId(id)}`
}

/** Each entry that is told, and how many are not. */
export function reportDetails({ report }: TransferView): readonly string[] {
  if (report === undefined) return []
  const lines = report.told.map(({ path, why, as }) =>
    as === undefined
      ? `${safeText(path)}: ${ENTRY_WORDS[why] ?? why}`
      : `${safeText(path)} is here ${safeText(as)}`,
  )
  const { leftOut, excluded, mapped, refused, told } = report
  const more = leftOut + excluded + mapped + refused - told.length
  return more > 0 ? [...lines, `and ${more} more`] : lines
}

const ENTRY_WORDS: Readonly<Record<string, string>> = {
  special: 'not sent: neither a file nor a folder nor a link',
  unreadable: 'not sent: it may not be read',
  name: 'not sent: a name that other systems do not take',
  path: 'not sent: too deep, or too long a path',
  'too-large': 'not sent: larger than 9 petabytes',
  excluded: 'excluded',
  'name-empty': 'not made here: a name of nothing',
  'name-path': 'not made here: its name leads to another folder',
  'name-dots': 'not made here: its name leads out of the folder',
  'name-drive': 'not made here: its name is that of a drive',
  'name-nul': 'not made here: no system takes its name',
  'link-absolute': 'not made here: a link to a place outside',
  'link-outside': 'not made here: a link that leads out of the folder',
  'link-through-link': 'not made here: a link through another link',
  'link-name': 'not made here: a link to what is not made here',
  'too-many-alike': 'not made here: too many of that name',
  'path-too-long': 'not made here: too long a path',
  'link-not-possible': 'not made here: this file system has no links',
}

function stateParts(transfer: TransferView): readonly string[] {
  const { state } = transfer
  const amount = amountParts(transfer)
  const size = sizeText(transfer)
  switch (state) {
    case 'moving':
      return [...amount, ...speedParts(transfer), ...priorityParts(transfer)]
    case 'queued':
      return [size, queuedText(transfer), ...priorityParts(transfer)]
    case 'waiting':
      return [size, waitingText(transfer), ...priorityParts(transfer)]
    case 'paused':
      return [...amount, because('paused', transfer)]
    case 'verifying':
      return [...amount, 'verifying']
    case 'done':
      return [size, doneText(transfer), ...travelParts(transfer)]
    case 'failed':
      return [amount[0] ?? '', because('failed', transfer)]
    case 'declined':
    case 'cancelled':
      return [size, because(state, transfer)]
  }
}

/** Of a stream that has not ended, there is no part of a whole. */
function amountParts({ verifiedBytes, totalBytes, sizeKnown }: TransferView): readonly string[] {
  if (!sizeKnown) return [bytesText(verifiedBytes)]
  const amount = `${bytesText(verifiedBytes)} of ${bytesText(totalBytes)}`
  return [percentText(verifiedBytes, totalBytes), amount]
}

function sizeText({ file, totalBytes, sizeKnown }: TransferView): string {
  if (sizeKnown) return bytesText(totalBytes)
  return file.size === 0 ? 'a stream' : `a stream, ${bytesText(file.size)} so far`
}

function speedParts(transfer: TransferView): readonly string[] {
  const { rate, limit, etaMs, path } = transfer
  return [
    // At the first byte nothing is measured yet; a line that stands still later is told.
    ...(rate === undefined || transfer.verifiedBytes === 0 ? [] : [`${bytesText(rate)}/s`]),
    ...(limit === undefined ? [] : [`limit ${bytesText(limit)}/s`]),
    ...(etaMs === undefined ? [] : [`${durationText(etaMs)} left`]),
    ...(path === undefined ? [] : [path]),
  ]
}

function queuedText(transfer: TransferView): string {
  const { place, retryAtMs } = transfer
  if (retryAtMs !== undefined) return because('queued', transfer)
  return place === undefined ? 'queued' : `queued, number ${place} in line`
}

function priorityParts({ priority }: TransferView): readonly string[] {
  return priority === undefined || priority === 'normal' ? [] : [`${priority} priority`]
}

/** How it came: what a finished transfer still knows. */
function travelParts({ meanRate, path }: TransferView): readonly string[] {
  if (meanRate === undefined) return []
  return [`${bytesText(meanRate)}/s`, ...(path === undefined ? [] : [path])]
}

/** Codes whose words say the state themselves: `paused here`, `cancelled by bob`. */
const SAYS_THE_STATE = [
  'by-us',
  'by-peer',
  'rule-blocked',
  'declined',
  'cancelled-here',
  'cancelled-there',
]

function because(state: string, { why, code }: TransferView): string {
  if (why === undefined) return state
  return SAYS_THE_STATE.includes(code ?? '') ? safeText(why) : `${state}: ${safeText(why)}`
}

function waitingText(transfer: TransferView): string {
  const offered = `offered to you: homing accept ${shortId(transfer.id)}`
  if (transfer.code === 'answer-needed') return offered
  return transfer.quiet ? `${offered} (quiet hours)` : because('waiting', transfer)
}

function doneText(transfer: TransferView): string {
  if (transfer.direction === 'outgoing') return `verified on the disk of ${transfer.friend}`
  return transfer.location === undefined ? 'verified' : `verified: ${safeText(transfer.location)}`
}
