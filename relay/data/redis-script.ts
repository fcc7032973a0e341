import { createHash } from 'node:crypto'
import { ErrorReply } from '@redis/client'

type Ask = (key: string, command: readonly string[]) => Promise<unknown>

/** A script in Lua over one key. It is one step for everybody else, and sent whole only where it is not known yet. */
export class RedisScript {
  readonly #text: string
  readonly #sha: string

  constructor(text: string) {
    this.#text = text
    this.#sha = createHash('sha1').update(text).digest('hex')
  }

  async run(ask: Ask, key: string, args: readonly string[]): Promise<unknown> {
    try {
      return await ask(key, ['EVALSHA', this.#sha, '1', key, ...args])
    } catch (err) {
      if (!(err instanceof ErrorReply) || !err.message.startsWith('NOSCRIPT')) throw err
      return ask(key, ['EVAL', this.#text, '1', key, ...args])
    }
  }
}
