import { createInterface } from 'node:readline'
import type { AccountName } from '../../../src/core/ids.ts'
import type { ControlClient } from '../../control/data/control-client.ts'
import type { LineView } from '../../control/entity/nouns.ts'
import { accountName, wholeNumber } from '../arguments.ts'
import { chatLine } from '../chat-lines.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { conversation } from '../conversation.ts'
import { exitCode } from '../exit-codes.ts'
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
  const client = await context.connect()
  const talk: Talk = { context, client, name, options }
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
}>

async function sayOne(talk: Talk, text: string): Promise<void> {
  const { context, client, name, options } = talk
  const line = await say(client, { name, text }, { signal: context.signal, wait: options.wait })
  context.out.result(line, () => show(context, line))
  if (line.state === 'queued' && options.wait) {
    context.out.notice('the home is out of reach; your node sends it as soon as it is back')
  }
}

/** Each line of the input. They go in order, so only the last is waited for. */
async function sayLines(talk: Talk): Promise<void> {
  const { context, client, name } = talk
  const { signal } = context
  let text: string | undefined
  const lines = createInterface({ input: context.io.stdin, crlfDelay: Infinity, signal })
  for await (const next of lines) {
    if (text !== undefined) {
      const line = await say(client, { name, text }, { signal, wait: false })
      context.out.result(line, () => show(context, line))
    }
    text = next.trim() === '' ? undefined : next
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
  context.out.result(page, () => page.lines.map((line) => show(context, line)))
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
      if (context.out.json || !shown.has(line.id)) {
        context.out.result(line, () => show(context, line))
      }
      shown.add(line.id)
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

function show(context: Context, line: LineView): string {
  return chatLine(line, { out: context.out, nowMs: Date.now() })
}
