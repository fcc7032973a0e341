import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from 'node:readline'
import type { AccountName } from '../../src/core/ids.ts'
import { safeText } from '../../src/system/safe-text.ts'
import { cellWidth } from '../../src/system/table.ts'
import type { ControlClient } from '../control/data/control-client.ts'
import { ControlError } from '../control/entity/control-error.ts'
import type { LineView } from '../control/entity/nouns.ts'
import { chatLine, stateMark } from './chat-lines.ts'
import type { Context } from './context.ts'
import { type ConversationChange, conversation } from './conversation.ts'
import { exitCode } from './exit-codes.ts'
import { FilesSpokenOf } from './files-spoken-of.ts'

/** What is shown when a conversation is opened. */
const OPENING_LINES = 30
/** A friend is told at most this often that we type … */
const TYPING_EVERY_MS = 3_000
/** … and shown as typing for this long after the last word of it. */
const TYPING_SHOWN_MS = 6_000

/** Talks until Ctrl-D or Ctrl-C: lines come in above the line that is being written. */
export async function converse(
  context: Context,
  client: ControlClient,
  name: AccountName,
): Promise<number> {
  const left = new AbortController()
  const signal = AbortSignal.any([context.signal, left.signal])
  const files = new FilesSpokenOf(client)
  using screen = new ChatScreen({ context, client, name, files, leave: () => left.abort() })
  screen.open(signal)
  try {
    for await (const change of conversation(client, name, { signal, newest: OPENING_LINES })) {
      if (change.kind === 'line') await files.hear([change.line], { signal })
      screen.take(change)
    }
  } catch (err) {
    if (!signal.aborted) throw err
  }
  return exitCode('ok')
}

type ScreenDeps = Readonly<{
  context: Context
  client: ControlClient
  name: AccountName
  files: FilesSpokenOf
  leave: () => void
}>

class ChatScreen implements Disposable {
  readonly #deps: ScreenDeps
  readonly #input: Interface
  /** State marks of lines that are on the screen: what came before is not printed again. */
  readonly #shown = new Map<string, string>()
  #lastMine: LineView | undefined
  #typing: NodeJS.Timeout | undefined
  #toldTypingMs = Number.NEGATIVE_INFINITY
  #offline = false

  constructor(deps: ScreenDeps) {
    this.#deps = deps
    const { stdin, stdout } = deps.context.io
    this.#input = createInterface({ input: stdin, output: stdout, terminal: true })
  }

  open(signal: AbortSignal): void {
    const { context, leave } = this.#deps
    this.#input.on('close', leave)
    this.#input.on('SIGINT', leave)
    this.#input.on('line', (text) => this.#entered(text, signal))
    context.io.stdin.on('keypress', () => this.#pressed(signal))
    this.#prompt()
  }

  take(change: ConversationChange): void {
    const { context, name } = this.#deps
    switch (change.kind) {
      case 'line':
        return this.#show(change.line)
      case 'typing':
        return this.#showTyping()
      case 'link':
        this.#offline = change.link.state !== 'online'
        return this.#prompt()
      case 'caught-up':
        // Below the history, where it can be seen.
        return this.#printAbove(context.out.paint('dim', `with ${name} · Ctrl-D leaves`))
      case 'friend':
        return
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#typing)
    this.#input.close()
    this.#deps.context.out.draw('\n')
  }

  #show(line: LineView): void {
    const { context, client, name, files } = this.#deps
    const isNew = !this.#shown.has(line.id)
    this.#shown.set(line.id, line.state)
    if (line.mine) this.#lastMine = line
    if (!isNew && line.state !== 'refused') return this.#prompt()
    if (!line.mine) this.#stopTyping()
    // The prompt has the mark of our newest line, which moves; one that is printed would stand still.
    const view = { out: context.out, nowMs: Date.now(), files, unmarked: true }
    this.#printAbove(chatLine(line, view))
    if (line.mine || line.seq === undefined) return
    this.#inBackground(client.call('markRead', { name, seq: line.seq }, { signal: context.signal }))
  }

  /** Readline has moved on to the next row: what was typed is taken away, and comes back as a line with its mark. */
  #entered(text: string, signal: AbortSignal): void {
    const { context, client, name } = this.#deps
    const { stdout } = context.io
    const columns = Math.max(1, context.out.columns)
    const rows = Math.max(1, Math.ceil((cellWidth(this.#promptText()) + cellWidth(text)) / columns))
    moveCursor(stdout, 0, -rows)
    cursorTo(stdout, 0)
    clearScreenDown(stdout)
    this.#prompt()
    if (text.trim() === '') return
    this.#inBackground(
      client.call('sendText', { name, text }, { signal }).then((line) => this.#show(line)),
    )
  }

  #pressed(signal: AbortSignal): void {
    const { client, name } = this.#deps
    const nowMs = performance.now()
    if (this.#input.line === '' || nowMs - this.#toldTypingMs < TYPING_EVERY_MS) return
    this.#toldTypingMs = nowMs
    this.#inBackground(client.call('typing', { name }, { signal }))
  }

  #showTyping(): void {
    clearTimeout(this.#typing)
    this.#typing = setTimeout(() => {
      this.#stopTyping()
      this.#prompt()
    }, TYPING_SHOWN_MS)
    this.#prompt()
  }

  #stopTyping(): void {
    clearTimeout(this.#typing)
    this.#typing = undefined
  }

  #printAbove(text: string): void {
    const { stdout } = this.#deps.context.io
    moveCursor(stdout, 0, -this.#input.getCursorPos().rows)
    cursorTo(stdout, 0)
    clearScreenDown(stdout)
    stdout.write(`${text}\n`)
    this.#prompt()
  }

  #prompt(): void {
    this.#input.setPrompt(this.#promptText())
    this.#input.prompt(true)
  }

  #promptText(): string {
    const parts = [
      ...(this.#offline ? ['offline'] : []),
      ...(this.#typing === undefined ? [] : [`${this.#deps.name} is typing…`]),
      ...(this.#lastMine === undefined ? [] : [stateMark(this.#lastMine)]),
    ]
    return `${parts.join(' · ')}${parts.length === 0 ? '' : ' '}> `
  }

  /** What fails here is told on the screen; the conversation goes on. */
  #inBackground(work: Promise<unknown>): void {
    void work.catch((err: unknown) => {
      if (!(err instanceof ControlError)) return
      this.#printAbove(this.#deps.context.out.paint('red', `✗ ${safeText(err.message)}`))
    })
  }
}
