import { type IncomingMessage, request } from 'node:http'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { AccountName } from '../../../src/core/ids.ts'
import { ShapeError } from '../../../src/core/shape.ts'
import { AdminRefusal } from '../../accounts/entity/admin-refusal.ts'
import {
  ADMIN_CALLS,
  type AdminAnswer,
  type AdminAsk,
  type AdminCall,
  adminNo,
  EXPORT_CALL,
  EXPORT_END,
  exportLine,
} from '../entity/admin-calls.ts'
import { AdminLineError } from '../errors.ts'
import { ADMIN_ANSWER_MS, MAX_ADMIN_ANSWER_BYTES } from '../limits.ts'
import { unfitForSocket } from './socket-path.ts'

const BROKEN_OFF = 'the relay broke off: what came is not all of it; see its log'

/** Asks the relay that runs on a data folder. */
export class AdminClient {
  readonly #path: string
  readonly #by: string

  constructor(settings: Readonly<{ path: string; by: string }>) {
    this.#path = settings.path
    this.#by = settings.by
  }

  /** @throws AdminRefusal, AdminLineError. */
  async ask<K extends AdminCall>(call: K, ask: AdminAsk<K>): Promise<AdminAnswer<K>> {
    const answer = await this.#exchange(JSON.stringify({ call, ask, by: this.#by }))
    const no = answer as Readonly<{ error?: unknown }> | null
    try {
      if (no?.error !== undefined) throw refusalOf(answer)
      return ADMIN_CALLS[call].answer.check(answer, 'answer') as AdminAnswer<K>
    } catch (cause) {
      if (!(cause instanceof ShapeError)) throw cause
      const message = `the relay that runs answered something else: ${cause.message}; is it of another version?`
      throw new AdminLineError('failed', message, { cause })
    }
  }

  /**
   * Everything of a person, line by line, checked to be whole.
   * @throws AdminRefusal before the first line; AdminLineError, also after some, when the rest did not come.
   */
  async *export(name: AccountName): AsyncGenerator<object> {
    const ask = JSON.stringify({ call: EXPORT_CALL, ask: { name }, by: this.#by })
    const response = await this.#sendOrThrow(ask)
    if (response.statusCode !== 200) throw refusalOf(await this.#parsed(response))
    let isWhole = false
    try {
      for await (const text of createInterface({ input: response })) {
        const line = JSON.parse(text) as object
        isWhole = exportLine.check(line, 'line').kind === EXPORT_END
        yield line
      }
    } catch (cause) {
      throw new AdminLineError('failed', BROKEN_OFF, { cause })
    } finally {
      response.destroy()
    }
    if (!isWhole) throw new AdminLineError('failed', BROKEN_OFF)
  }

  async #exchange(body: string): Promise<unknown> {
    return this.#parsed(await this.#sendOrThrow(body))
  }

  async #parsed(response: IncomingMessage): Promise<unknown> {
    try {
      return JSON.parse(await textOf(response))
    } catch (cause) {
      throw this.#lineError(cause as NodeJS.ErrnoException)
    }
  }

  async #sendOrThrow(body: string): Promise<IncomingMessage> {
    const reason = unfitForSocket(this.#path)
    if (reason !== undefined) throw new AdminLineError('no-relay', reason)
    try {
      return await this.#send(body)
    } catch (cause) {
      throw this.#lineError(cause as NodeJS.ErrnoException)
    }
  }

  #send(body: string): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const options = {
      socketPath: this.#path,
      method: 'POST',
      path: '/',
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    }
    const sent = request(options, resolve)
    sent.on('error', reject)
    sent.setTimeout(ADMIN_ANSWER_MS, () => sent.destroy(new Error('it fell silent')))
    sent.end(body)
    return promise
  }

  #lineError(cause: NodeJS.ErrnoException): AdminLineError {
    const folder = dirname(this.#path)
    switch (cause.code) {
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ECONNREFUSED':
        return new AdminLineError(
          'no-relay',
          `no relay answers in ${folder}; start it, or name its folder with --data (one that runs without admin.sock says why in its log)`,
          { cause },
        )
      case 'EACCES':
      case 'EPERM':
        return new AdminLineError(
          'no-access',
          `${folder} belongs to another user; run the command as the relay's user, or with sudo`,
          { cause },
        )
      default:
        return new AdminLineError('failed', `the relay gave no answer: ${cause.message}`, { cause })
    }
  }
}

function refusalOf(answer: unknown): AdminRefusal {
  const { code, message } = adminNo.check(answer, 'answer').error
  const refusal = new AdminRefusal(code)
  // Its own words tell the detail; whoever runs the relay and whoever asks are the same.
  refusal.message = message
  return refusal
}

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > MAX_ADMIN_ANSWER_BYTES) throw new Error('its answer is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
