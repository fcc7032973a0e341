import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { createInterface } from 'node:readline'
import type { TransferId } from '../../../src/core/ids.ts'
import { ShapeError } from '../../../src/core/shape.ts'
import {
  CONTROL_CALLS,
  type ControlAnswer,
  type ControlCall,
  type ControlEvent,
  controlEvent,
  type WrittenAsk,
} from '../entity/calls.ts'
import { ControlError, controlRefusal } from '../entity/control-error.ts'
import type { Waiting } from '../ports.ts'
import { type ControlFile, readControlFile, sameSecret } from './control-file.ts'

/** The largest answer: 10,000 transfers of a few hundred bytes, or 100,000 friends; never an endless one. */
export const MAX_ANSWER_BYTES = 128 * 1024 * 1024
/** A stream that is silent for three heartbeats is dead. */
export const EVENTS_SILENT_MS = 30_000

/** No daemon answers for this profile. */
export class NoDaemon extends Error {
  override readonly name = 'NoDaemon'
}

/** Asks the daemon of one profile. Every answer must carry the proof of control.json (control-file.ts says why). */
export class ControlClient implements Disposable {
  readonly #file: ControlFile
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 8 })
  #proved = false

  constructor(file: ControlFile) {
    this.#file = file
  }

  get pid(): number {
    return this.#file.pid
  }

  async call<K extends ControlCall>(
    call: K,
    ask: WrittenAsk<K>,
    options: Waiting,
  ): Promise<ControlAnswer<K>> {
    // A password is sent only to who has proved to be the daemon.
    if ('password' in ask && !this.#proved) await this.call('status', {}, options)
    const response = await this.#send('POST', `/v1/${call}`, {
      ...options,
      json: JSON.stringify(ask),
    })
    const answer = parseJson(await bodyOf(response, MAX_ANSWER_BYTES))
    if (response.statusCode !== 200) throw errorOf(answer, response.statusCode)
    return checked(CONTROL_CALLS[call].answer.check, answer) as ControlAnswer<K>
  }

  /** Sends all that `input` gives, at the pace of the node, which has all of it when this resolves. */
  async feed(
    id: TransferId,
    input: NodeJS.ReadableStream,
    options: Waiting,
  ): Promise<ControlAnswer<'transfer'>> {
    const response = await this.#send('PUT', `/v1/streams/${id}`, { ...options, input })
    const answer = parseJson(await bodyOf(response, MAX_ANSWER_BYTES))
    if (response.statusCode !== 200) throw errorOf(answer, response.statusCode)
    return checked(CONTROL_CALLS.transfer.answer.check, answer)
  }

  /** Resolves when the subscription stands: what happens from then on is in it. Ends when the daemon does. */
  async events(options: Waiting): Promise<AsyncIterable<ControlEvent>> {
    const response = await this.#send('GET', '/v1/events', options)
    if (response.statusCode !== 200) {
      throw errorOf(parseJson(await bodyOf(response, MAX_ANSWER_BYTES)), response.statusCode)
    }
    response.socket.setTimeout(EVENTS_SILENT_MS, () => response.destroy())
    return eventsOf(response, options)
  }

  [Symbol.dispose](): void {
    this.#agent.destroy()
  }

  async #send(
    method: string,
    path: string,
    options: Waiting & { json?: string; input?: NodeJS.ReadableStream },
  ): Promise<IncomingMessage> {
    const { json, input } = options
    const sent = request({
      agent: this.#agent,
      host: '127.0.0.1',
      port: this.#file.port,
      method,
      path,
      signal: options.signal,
      headers: {
        authorization: `Bearer ${this.#file.token}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(input === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
    })
    const response = await answered(sent, json, input)
    this.#checkProof(response)
    return response
  }

  #checkProof(response: IncomingMessage): void {
    const proof = response.headers['homing-proof']
    if (typeof proof === 'string' && sameSecret(proof, this.#file.proof)) {
      this.#proved = true
      return
    }
    response.destroy()
    throw new NoDaemon('another program answers on the port of this profile')
  }
}

/** @throws NoDaemon when no daemon runs for the profile in `folder`. */
export async function connectControl(folder: string, options: Waiting): Promise<ControlClient> {
  const file = await readControlFile(folder)
  if (file === undefined || !isRunning(file.pid)) throw new NoDaemon('no control.json')
  const client = new ControlClient(file)
  await client.call('status', {}, options)
  return client
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (err) {
    return (err as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function answered(
  sent: ClientRequest,
  json: string | undefined,
  input: NodeJS.ReadableStream | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('response', resolve)
    sent.once('error', (err: NodeJS.ErrnoException) => {
      const gone = err.code === 'ECONNREFUSED' || err.code === 'ECONNRESET'
      reject(gone ? new NoDaemon('nothing answers', { cause: err }) : err)
    })
    if (input === undefined) return void sent.end(json)
    pour(input, sent)
  })
}

/** An input that breaks is no end: the connection is broken with it. An answer may come before the end, and ends it. */
function pour(input: NodeJS.ReadableStream, sent: ClientRequest): void {
  let hasEnded = false
  input.once('end', () => {
    hasEnded = true
  })
  input.once('error', (err: Error) => sent.destroy(err))
  input.once('close', () => {
    if (!hasEnded) sent.destroy(new Error('the input broke off'))
  })
  sent.once('response', () => input.unpipe(sent))
  input.pipe(sent)
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > maxBytes) throw new ControlError('internal', 'the answer is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

async function* eventsOf(
  response: IncomingMessage,
  options: Waiting,
): AsyncGenerator<ControlEvent> {
  try {
    for await (const line of createInterface({ input: response, crlfDelay: Infinity })) {
      if (line !== '') yield checked(controlEvent.check, parseJson(line))
    }
  } catch (err) {
    options.signal.throwIfAborted()
    if (err instanceof ControlError) throw err
  } finally {
    response.destroy()
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ControlError('internal', 'the answer of the node is not JSON', { cause })
  }
}

function checked<T>(check: (value: unknown, path: string) => T, value: unknown): T {
  try {
    return check(value, 'answer')
  } catch (err) {
    if (!(err instanceof ShapeError)) throw err
    throw new ControlError('internal', `the node answered something unexpected: ${err.message}`, {
      cause: err,
      advice: 'programs of different versions? run: homing down && homing up --detach',
    })
  }
}

function errorOf(answer: unknown, status: number | undefined): ControlError {
  try {
    const { code, message, ...details } = controlRefusal.check(answer, '').error
    return new ControlError(code, message, present(details))
  } catch {
    return new ControlError('internal', `the node answered with status ${status}`)
  }
}

/** Without the fields that are undefined: an absent option and an undefined one differ in types. */
function present<T extends Record<string, unknown>>(
  fields: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set) as { [K in keyof T]: Exclude<T[K], undefined> }
}
