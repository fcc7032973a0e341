import { createInterface } from 'node:readline'
import { MAX_TEXT_CHARS } from '../../../src/chat/limits.ts'
import type { AccountName } from '../../../src/core/ids.ts'
import { text as textShape } from '../../../src/core/shape.ts'
import type { ControlClient } from '../../control/data/control-client.ts'
import type { LineView } from '../../control/entity/nouns.ts'
import { accountName, allowed, wholeNumber } from '../arguments.ts'
import { chatLine, type LineOptions, waitText } from '../chat-lines.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { conversation } from '../conversation.ts'
import { exitCode } from '../exit-codes.ts'
import { FilesSpokenOf } from '../files-spoken-of.ts'
import { say } from '../say.ts'

/** The control API's page. */
const MAX_LIMIT = 200

type Options = Readonly<{
  history?: boolean
  follow?: boolean
  limit: string
  before?: string
  keepUnread?: boolean
  wait: boolean
}>

export async function chat(
  context: Context,
  [given, words]: readonly [string, readonly string[]],
  options: Options,
): Promise<number | void> {
  const name = accountName(given)
  checkTogether(words, options)
  const client = await context.connect()
  const talk: Talk = { context, client, name, options, files: new FilesSpokenOf(client) }
  if (words.length > 0) return await sayOne(talk, words.join(' '))
  if (options.follow === true) return await follow(talk)
  if (options.history === true) return await history(talk)
  if (context.io.stdin.isTTY !== true) return await sayLines(talk)
  if (!context.out.isTerminal) {
    throw new CliError('usage', 'a text is missing', { advice: 'or: --history, --follow' })
  }
  const { converse } = await import('../chat-screen.ts')
  return await converse(context, client, name)
}

type Talk = Readonly<{
  context: Context
  client: ControlClient
  name: AccountName
  options: Options
  files: FilesSpokenOf
}>

function checkTogether(words: readonly string[], options: Options): void {
  const prints = options.history === true || options.follow === true
  if (words.length > 0 && prints) {
    throw new CliError('usage', 'a text is sent; --history and --follow print', {
      advice: 'one at a time; a text that begins with dashes: homing chat <name> -- --text',
    })
  }
  if (options.before !== undefined && (options.history !== true || options.follow === true)) {
    throw new CliError('usage', '--before goes with --history alone')
  }
}

const sayable = textShape({ min: 1, max: MAX_TEXT_CHARS })

async function sayOne(talk: Talk, given: string): Promise<void> {
  const { context, client, name, options } = talk
  if (given.trim() === '') throw new CliError('usage', 'the text is empty')
  const text = allowed(sayable, given, 'a message')
  const line = await say(client, { name, text }, { signal: context.signal, wait: options.wait })
  context.out.result(line, () => show(talk, line))
  if (line.state === 'queued' && options.wait) {
    context.out.notice(waitText(line, Date.now()))
  }
}

/** Each line of the input. They go in order, so only the last is waited for. */
async function sayLines(talk: Talk): Promise<void> {
  const { context, client, name } = talk
  const { signal } = context
  let text: string | undefined
  const lines = createInterface({ input: context.io.stdin, crlfDelay: Infinity, signal })
  for await (const next of lines) {
    if (next.trim() === '') continue
    if (text !== undefined) {
      const line = await say(client, { name, text }, { signal, wait: false })
      context.out.result(line, () => show(talk, line))
    }
    text = allowed(sayable, next, 'a message')
  }
  signal.throwIfAborted()
  if (text !== undefined) await sayOne(talk, text)
}

async function history(talk: Talk): Promise<void> {
  const { context, client, name, options } = talk
  const before =
    options.before === undefined
      ? undefined
      : wholeNumber(options.before, { option: '--before', min: 1, max: Number.MAX_SAFE_INTEGER })
  const ask = { name, before, after: undefined, limit: limitOf(options) }
  const page = await client.call('history', ask, { signal: context.signal })
  if (!context.out.json) await talk.files.hear(page.lines, { signal: context.signal })
  context.out.result(page, () => page.lines.map((line) => show(talk, line)))
  if (page.lines.length === 0) context.out.notice('nothing was said yet')
  const first = page.lines.find(({ seq }) => seq !== undefined)?.seq
  if (page.more && first !== undefined) {
    context.out.notice(`more: homing chat ${name} --history --before ${first}`)
  }
  await markRead(talk, page.lines)
}

/** Each new line once for people; each change of a line for scripts. */
async function follow(talk: Talk): Promise<number> {
  const { context, client, name, options } = talk
  const newest = options.history === true ? limitOf(options) : 0
  const shown = new Set<string>()
  try {
    for await (const change of conversation(client, name, { signal: context.signal, newest })) {
      if (change.kind !== 'line') continue
      const { line } = change
      // Marks would stand still on what is printed: only what was refused is told, and then again.
      const key = line.state === 'refused' ? `${line.id} refused` : line.id
      if (!context.out.json) await talk.files.hear([line], { signal: context.signal })
      if (context.out.json || !shown.has(key)) {
        context.out.result(line, () => show(talk, line, { unmarked: true }))
      }
      shown.add(key)
      await markRead(talk, [line])
    }
  } catch (err) {
    if (!context.signal.aborted) throw err
  }
  return exitCode('ok')
}

/** What was printed was seen. */
async function markRead(talk: Talk, lines: readonly LineView[]): Promise<void> {
  const { context, client, name, options } = talk
  if (options.keepUnread === true) return
  const theirs = lines.filter((line) => !line.mine).map(({ seq }) => seq ?? 0)
  const seq = Math.max(0, ...theirs)
  if (seq > 0) await client.call('markRead', { name, seq }, { signal: context.signal })
}

function limitOf(options: Options): number {
  return wholeNumber(options.limit, { option: '--limit', min: 1, max: MAX_LIMIT })
}

function show(talk: Talk, line: LineView, options: Pick<LineOptions, 'unmarked'> = {}): string {
  const { context, files } = talk
  return chatLine(line, { out: context.out, nowMs: Date.now(), files, ...options })
}
