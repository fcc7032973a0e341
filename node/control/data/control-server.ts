import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { ShapeError } from '../../../src/core/shape.ts'
import { DiskFull } from '../../data/sound-level.ts'
import { controlErrorOf } from '../control-refusal.ts'
import { CONTROL_CALLS, type ControlCall } from '../entity/calls.ts'
import { ControlError, type ControlErrorCode, refusalOf } from '../entity/control-error.ts'
import { CONTROL_LIMITS, type ControlLimits } from '../limits.ts'
import type { ControlEvents, ControlHandlers, FeedStream, Waiting } from '../ports.ts'
import {
  type ControlFile,
  removeControlFile,
  SECRET_BYTES,
  writeControlFile,
} from './control-file.ts'
import { streamEvents } from './event-stream.ts'
import { readJson, SlowBody, wholeBody } from './read-body.ts'
import { checkRequest } from './request-checks.ts'

/**
 * The control API on loopback (README.md: protocol and what attackers can not do). Each start has its own port and
 * secrets. Not here: what the calls do (handler.ts), serving files of a web UI.
 */
export class ControlServer implements AsyncDisposable {
  readonly #deps: ControlServerDeps
  readonly #settings: ControlServerSettings
  readonly #limits: ControlLimits
  #run: Run | undefined

  constructor(deps: ControlServerDeps, settings: ControlServerSettings) {
    this.#deps = deps
    this.#settings = settings
    this.#limits = { ...CONTROL_LIMITS, ...settings.limits }
  }

  /** The port of this run, once started. */
  get port(): number | undefined {
    return this.#run?.file.port
  }

  async start(): Promise<void> {
    if (this.#run !== undefined) return
    const server = createServer({
      // The body of a stream may take days: bodies of calls have their own clock, in read-body.
      requestTimeout: 0,
      headersTimeout: this.#limits.requestTimeoutMs,
      connectionsCheckingInterval: this.#limits.requestCheckMs,
    })
    server.maxConnections = this.#limits.maxConnections
    const port = await listen(server, this.#settings.port ?? 0)
    const file = {
      version: 1,
      port,
      pid: process.pid,
      token: this.#secret(),
      proof: this.#secret(),
    }
    const run: Run = { server, file, stop: new AbortController(), calls: new Set(), readers: 0 }
    server.on('request', (request, response) => this.#take(run, request, response))
    this.#run = run
    await writeControlFile(this.#settings.folder, file)
    this.#deps.log.info({ port }, 'control API listened')
  }

  async stop(): Promise<void> {
    const run = this.#run
    if (run === undefined) return
    this.#run = undefined
    await removeControlFile(this.#settings.folder, run.file)
    const closed = once(run.server, 'close')
    run.server.close()
    const late = setTimeout(() => run.stop.abort(new Error('stopping')), this.#limits.drainMs)
    await Promise.all(run.calls)
    clearTimeout(late)
    run.stop.abort(new Error('stopping'))
    run.server.closeAllConnections()
    await closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  #take(run: Run, request: IncomingMessage, response: ServerResponse): void {
    // Their errors are the caller hanging up: nobody is left to be told.
    request.on('error', () => {})
    response.on('error', () => {})
    setSafeHeaders(response)
    const { port, token, proof } = run.file
    const checked = checkRequest(request, { port, token, maxBodyBytes: this.#limits.maxBodyBytes })
    if (checked.kind === 'refused') {
      this.#deps.log.warn({ status: checked.status }, 'control request refused')
      return refuse(response, checked.status, new ControlError('bad-request', checked.message))
    }
    response.setHeader('Homing-Proof', proof)
    if (checked.kind === 'events') return this.#stream(run, response)
    const work =
      checked.kind === 'feed'
        ? this.#feeding(checked.id, request)
        : this.#calling(checked.call, request)
    const done = this.#answer(run, work, response).finally(() => {
      run.calls.delete(done)
    })
    run.calls.add(done)
  }

  #stream(run: Run, response: ServerResponse): void {
    if (run.readers >= this.#limits.maxEventReaders) {
      return refuse(response, 429, new ControlError('refused', 'too many readers of events'))
    }
    run.readers += 1
    response.once('close', () => {
      run.readers -= 1
    })
    response.setHeader('Content-Type', 'application/x-ndjson')
    streamEvents(response, this.#deps.events, this.#limits)
  }

  async #answer(run: Run, { call, begin }: Work, response: ServerResponse): Promise<void> {
    const { log, clock } = this.#deps
    const gone = new AbortController()
    response.once('close', () => gone.abort(new Error('the caller hung up')))
    const signal = AbortSignal.any([run.stop.signal, gone.signal])
    const fromMs = clock.monotonicMs()
    try {
      const answer = await begin({ signal })
      log.debug({ call, ms: Math.round(clock.monotonicMs() - fromMs) }, 'control call answered')
      await send(response, 200, JSON.stringify(answer))
    } catch (err) {
      if (gone.signal.aborted) return
      if (err instanceof SlowBody) return refuse(response, 408, slow())
      const refusal = expected(err)
      if (refusal.code === 'internal') log.error({ err, call }, 'control call failed')
      else log.info({ call, code: refusal.code, reason: refusal.reason }, 'control call refused')
      refuse(response, STATUS_OF[refusal.code], refusal)
    }
  }

  #calling(call: ControlCall, request: IncomingMessage): Work {
    const limits = { maxBytes: this.#limits.maxBodyBytes, ms: this.#limits.requestTimeoutMs }
    return {
      call,
      begin: async (options) => {
        const json = await readJson(request, limits)
        return await this.#call(call, checkAsk(call, json), options)
      },
    }
  }

  #feeding(id: TransferId, request: IncomingMessage): Work {
    const { feed } = this.#deps
    return { call: 'feed', begin: async (options) => await feed(id, wholeBody(request), options) }
  }

  /** The one place where a call's name and the type of its ask part: `ask` was checked by the same key of the table. */
  #call(call: ControlCall, ask: unknown, options: Waiting): Promise<unknown> {
    const handler = this.#deps.handlers[call] as (
      ask: unknown,
      options: Waiting,
    ) => Promise<unknown>
    return handler(ask, options)
  }

  #secret(): string {
    return Buffer.from(this.#deps.random.bytes(SECRET_BYTES)).toString('base64url')
  }
}

export type ControlServerDeps = Readonly<{
  log: Logger
  clock: Clock
  random: Random
  handlers: ControlHandlers
  events: ControlEvents
  feed: FeedStream
}>

export type ControlServerSettings = Readonly<{
  /** The profile: where control.json goes. */
  folder: string
  /** A free one when absent. */
  port?: number
  limits?: Partial<ControlLimits>
}>

/** What a request asks for, once it is begun. */
type Work = Readonly<{ call: string; begin: (options: Waiting) => Promise<unknown> }>

/** What belongs to one run, from start to stop. */
type Run = {
  readonly server: Server
  readonly file: ControlFile
  readonly stop: AbortController
  readonly calls: Set<Promise<void>>
  readers: number
}

const STATUS_OF: Record<ControlErrorCode, number> = {
  'bad-request': 400,
  'signed-out': 409,
  'signed-in': 409,
  offline: 424,
  refused: 422,
  'not-found': 404,
  ambiguous: 409,
  conflict: 409,
  unreadable: 422,
  internal: 500,
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host: '127.0.0.1', port, exclusive: true })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function setSafeHeaders(response: ServerResponse): void {
  response.setHeaders(
    new Map([
      ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"],
      ['X-Content-Type-Options', 'nosniff'],
      ['X-Frame-Options', 'DENY'],
      ['Referrer-Policy', 'no-referrer'],
      ['Cross-Origin-Resource-Policy', 'same-origin'],
      ['Cross-Origin-Opener-Policy', 'same-origin'],
      ['Cache-Control', 'no-store'],
    ]),
  )
}

function checkAsk(call: ControlCall, json: unknown): unknown {
  try {
    return CONTROL_CALLS[call].ask.check(json, '')
  } catch (err) {
    if (!(err instanceof ShapeError)) throw err
    throw new ControlError('bad-request', err.message, { cause: err })
  }
}

function slow(): ControlError {
  return new ControlError('bad-request', 'the request did not come in time')
}

/** Our own error text stays in the log. */
function expected(err: unknown): ControlError {
  if (err instanceof DiskFull) {
    return new ControlError('internal', 'the disk with the profile folder is full', {
      advice: 'make room on it, then try again',
    })
  }
  return controlErrorOf(err) ?? new ControlError('internal', 'something went wrong; see the log')
}

/** What is left of the request is not read: the connection ends with the answer. */
function refuse(response: ServerResponse, status: number, err: ControlError): void {
  if (response.headersSent || response.destroyed) return
  response.setHeader('Connection', 'close')
  void send(response, status, JSON.stringify(refusalOf(err)))
}

/** Resolves when the answer was handed to the system, or the caller is gone. */
async function send(response: ServerResponse, status: number, json: string): Promise<void> {
  if (response.destroyed) return
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  const done = new Promise<void>((resolve) =>
    response.once('close', resolve).once('finish', resolve),
  )
  response.end(json)
  await done
}
