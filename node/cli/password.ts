import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { CliError } from './cli-error.ts'
import type { Context } from './context.ts'

/**
 * The home never sees a password, so only this side can tell that one is too short (NIST SP 800-63B, 3.1.1). Old ones may
 * be shorter.
 */
export const MIN_NEW_PASSWORD_CHARS = 8
/** The control API's limit, and what OPAQUE stretches. */
const MAX_PASSWORD_CHARS = 1024

/**
 * The password, from stdin or asked on the terminal without echo; never from an argument or the environment, which other
 * users and logs can see.
 */
export async function readPassword(
  context: Context,
  options: Readonly<{ stdin: boolean; isNew: boolean }>,
): Promise<string> {
  const password = options.stdin ? await fromStdin(context) : await fromTerminal(context, options)
  checkLength(password, options)
  return password
}

function checkLength(password: string, options: Readonly<{ isNew: boolean }>): void {
  if (password === '') throw new CliError('usage', 'the password is empty')
  if (password.length > MAX_PASSWORD_CHARS) {
    throw new CliError('usage', `a password has at most ${MAX_PASSWORD_CHARS} characters`)
  }
  if (options.isNew && password.length < MIN_NEW_PASSWORD_CHARS) {
    throw new CliError('usage', `a password has at least ${MIN_NEW_PASSWORD_CHARS} characters`)
  }
}

async function fromTerminal(
  context: Context,
  options: Readonly<{ isNew: boolean }>,
): Promise<string> {
  if (context.io.stdin.isTTY !== true) {
    throw new CliError('usage', 'no terminal to ask for the password', {
      advice: 'pipe it: … --password-stdin < file',
    })
  }
  const password = await askHidden(context, 'password: ')
  // A short one is told before it has to be typed again.
  checkLength(password, options)
  if (options.isNew && (await askHidden(context, 'once more: ')) !== password) {
    throw new CliError('usage', 'the two passwords differ')
  }
  return password
}

/** Up to the first line break: `echo` adds one, and a file may hold more lines. */
async function fromStdin(context: Context): Promise<string> {
  const { signal } = context
  const lines = createInterface({ input: context.io.stdin, crlfDelay: Infinity, signal })
  for await (const line of lines) return line
  signal.throwIfAborted()
  return ''
}

/** Readline puts the terminal into raw mode, so nothing is echoed but what it writes: and that goes nowhere. */
async function askHidden(context: Context, question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: context.io.stdin, output: nowhere, terminal: true })
  context.io.stderr.write(question)
  try {
    return await new Promise((resolve, reject) => {
      const left = () => reject(new CliError('interrupted', 'interrupted'))
      lines.once('SIGINT', left)
      lines.once('close', left)
      lines.once('line', resolve)
    })
  } finally {
    lines.close()
    context.io.stderr.write('\n')
  }
}
