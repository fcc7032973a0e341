import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Logger } from '../../../src/core/logger.ts'
import { AdminRefusal, type AdminRefusalCode } from '../../accounts/entity/admin-refusal.ts'
import type { AdminDesk } from '../domain/admin-desk.ts'
import type { DeskAnswer } from '../ports.ts'
import {
  ADMIN_LOOK_MS,
  ADMIN_REQUEST_MS,
  EXPORT_STALL_MS,
  MAX_ADMIN_CONNECTIONS,
  MAX_ADMIN_REQUEST_BYTES,
} from '../limits.ts'
import { unfitForSocket } from './socket-path.ts'

type ServerDeps = Readonly<{ desk: AdminDesk; log: Logger }>
type Answer = Readonly<{ status: number; body: unknown }>

/**
 * The operator's commands, over a unix socket that only the relay's own user can open: POST one object, get one. Whoever can open
 * it can read and change the data folder as well, so nobody is asked for more.
 */
export class AdminServer implements AsyncDisposable {
  readonly #deps: ServerDeps
  readonly #path: string
  readonly #underWay = new Set<Promise<void>>()
  /** Exports: they end with the relay, whoever reads them. */
  readonly #streaming = new Set<ServerResponse>()
  #server: Server | undefined

  constructor(deps: ServerDeps, settings: Readonly<{ path: string }>) {
    this.#deps = deps
    this.#path = settings.path
  }

  /** Where there can be no socket the relay serves without, and its log says why. The caller holds the folder's lock. */
  async start(): Promise<void> {
    const reason = unfitForSocket(this.#path)
    if (reason !== undefined) return this.#without(reason)
    try {
      // Of a relay that was killed: the lock says that no other runs.
      rmSync(this.#path, { force: true })
      this.#server = await this.#listening()
      chmodSync(this.#path, 0o600)
    } catch (err) {
      await this.stop()
      this.#without('the system made none', err)
    }
  }

  /** What is being done is answered. */
  async stop(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = once(server, 'close')
    server.close()
    server.closeIdleConnections()
    for (const response of this.#streaming) response.destroy()
    await Promise.all(this.#underWay)
    server.closeAllConnections()
    await closed
    rmSync(this.#path, { force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async #listening(): Promise<Server> {
    const server = createServer({
      headersTimeout: ADMIN_REQUEST_MS,
      requestTimeout: ADMIN_REQUEST_MS,
      connectionsCheckingInterval: ADMIN_LOOK_MS,
    })
    server.maxConnections = MAX_ADMIN_CONNECTIONS
    server.on('request', (request, response) => void this.#serve(request, response))
    const listening = once(server, 'listening')
    server.listen(this.#path)
    await listening
    server.on('error', (err) => this.#deps.log.warn({ err }, 'a command could not be taken'))
    return server
  }

  #without(reason: string, err?: unknown): void {
    this.#deps.log.warn({ reason, err }, 'no socket for relay admin: it cannot be used')
  }

  /** Never rejects. */
  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The command hanging up: nobody is left to be told.
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    try {
      const json = await readJson(request)
      const served = this.#answer(json, response)
      this.#underWay.add(served)
      await served.finally(() => this.#underWay.delete(served))
    } catch (err) {
      write(response, refused(err instanceof AdminRefusal ? err : new AdminRefusal('bad-request')))
    }
  }

  /** Never rejects. */
  async #answer(json: unknown, response: ServerResponse): Promise<void> {
    let answer: DeskAnswer
    try {
      answer = await this.#deps.desk.answer(json)
    } catch (err) {
      if (err instanceof AdminRefusal) return write(response, refused(err))
      this.#deps.log.error({ err }, 'an act of the operator failed')
      return write(response, refused(new AdminRefusal('unavailable')))
    }
    if (answer.kind === 'object') return write(response, { status: 200, body: answer.value })
    await this.#stream(response, answer.lines)
  }

  /** At the reader's pace. What goes wrong cuts it: its last line is missing then. */
  async #stream(response: ServerResponse, lines: AsyncIterable<object>): Promise<void> {
    if (this.#server === undefined) return void response.destroy()
    this.#streaming.add(response)
    response.setTimeout(EXPORT_STALL_MS, () => response.destroy())
    response.writeHead(200, { 'Content-Type': 'application/x-ndjson', Connection: 'close' })
    try {
      for await (const line of lines) {
        if (!response.write(`${JSON.stringify(line)}\n`)) await roomIn(response)
        if (response.destroyed) return
      }
      response.end()
    } catch (err) {
      this.#deps.log.error({ err }, 'an export failed')
      response.destroy()
    } finally {
      this.#streaming.delete(response)
    }
  }
}

/** There is room again, or nobody reads any more. */
function roomIn(response: ServerResponse): Promise<void> {
  if (response.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    const over = () => {
      response.off('drain', over)
      response.off('close', over)
      resolve()
    }
    response.on('drain', over)
    response.on('close', over)
  })
}

/** @throws AdminRefusal bad-request. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const no = (detail: string) => new AdminRefusal('bad-request', { detail })
  if (request.method !== 'POST') throw no('only POST is answered')
  const tooLarge = () => no(`at most ${MAX_ADMIN_REQUEST_BYTES} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > MAX_ADMIN_REQUEST_BYTES) throw tooLarge()
  const parts: Buffer[] = []
  let bytes = 0
  // Leaving early must not destroy the connection: the refusal still goes out on it.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > MAX_ADMIN_REQUEST_BYTES) throw tooLarge()
    parts.push(part)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)))
  } catch {
    throw no('it is not JSON')
  }
}

const STATUS: Partial<Record<AdminRefusalCode, number>> = { unavailable: 503 }

function refused({ code, message }: AdminRefusal): Answer {
  return { status: STATUS[code] ?? 400, body: { error: { code, message } } }
}

/** One answer a connection: a command asks once or a few times. */
function write(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
  response.end(`${JSON.stringify(body)}\n`)
}
