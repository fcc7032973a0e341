import { momentText } from '../../src/system/quantities.ts'
import { safeLines, safeText } from '../../src/system/safe-text.ts'
import type { LineView } from '../control/entity/nouns.ts'
import type { FilesSpokenOf } from './files-spoken-of.ts'
import type { Output } from './output.ts'
import { shortId } from './transfer-text.ts'

export type LineOptions = Readonly<{
  out: Output
  nowMs: number
  /** Has heard the line. */
  files: FilesSpokenOf
  /** On a screen where the mark of the newest line is shown elsewhere, and older ones would stand still. */
  unmarked?: boolean
}>

const MARKS: Record<LineView['state'], string> = {
  queued: '…',
  stored: '✓',
  delivered: '✓✓',
  read: '✓✓ read',
  refused: '✗',
  kept: '⚠',
}

/** `…` kept here (and why), `✓` at the home, `✓✓` on the friend's device, `✓✓ read`, `✗` and why, `⚠` here alone. */
export function stateMark(line: LineView): string {
  const why = line.why === undefined ? '' : ` ${safeText(line.why)}`
  return `${MARKS[line.state]}${why}`
}

/** What becomes of a line that waits. */
export function waitText({ why, retryAtMs = 0 }: LineView, nowMs: number): string {
  if (why === undefined) return 'the home is out of reach; your node sends it as soon as it is back'
  return `${safeText(why)}: your node keeps it and sends it ${momentText(retryAtMs, nowMs)}`
}

/**
 * A line of a conversation for people. Further lines of a text are set in under its first, so that no text can pass
 * itself off as a line of somebody else.
 */
export function chatLine(line: LineView, options: LineOptions): string {
  const { out, nowMs } = options
  const who = line.mine ? 'you' : line.friend
  const head = `${momentText(line.atMs, nowMs)} ${who}: `
  const body = bodyOf(line, options.files).join(`\n${' '.repeat(head.length)}`)
  const stays = line.state === 'refused' || line.state === 'kept'
  const isMarked = line.state === 'kept' || (line.mine && (options.unmarked !== true || stays))
  const mark = isMarked ? `  ${out.paint('dim', stateMark(line))}` : ''
  return `${out.paint(line.mine ? 'dim' : 'cyan', head)}${body}${mark}`
}

function bodyOf(line: LineView, files: FilesSpokenOf): readonly string[] {
  switch (line.kind) {
    case 'text':
      return safeLines(line.text)
    case 'offer':
      return [`[${safeText(line.text)}${transferHint(line, files)}]`]
    case 'offer-answer':
    case 'transfer-ended':
      return [`[${safeText(files.nameOf(line.transfer) ?? 'a file')}: ${safeText(line.text)}]`]
    case 'unreadable':
      return [`[${safeText(line.text)}]`]
  }
}

function transferHint(line: LineView, files: FilesSpokenOf): string {
  if (line.transfer === undefined) return ''
  const id = shortId(line.transfer)
  return line.mine || !files.isOpen(line.transfer) ? ` · ${id}` : ` · homing accept ${id}`
}
