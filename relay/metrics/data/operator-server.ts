import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from '../../../src/core/logger.ts'
import { NetError } from '../../../src/net/errors.ts'
import type { Readiness } from '../domain/readiness.ts'
import { MAX_OPERATOR_CONNECTIONS, OPERATOR_REQUEST_MS } from '../limits.ts'
import type { Metrics } from './prometheus.ts'

type ServerDeps = Readonly<{ metrics: Metrics; readiness: Readiness; log: Logger }>
type Answer = Readonly<{ status: number; type: string; body: string }>

/**
 * What the operator's own machines ask, on a port of its own: /healthz (does the process answer), /readyz (can it serve), /metrics.
 * It tells numbers and no content, asks for no password, and belongs on loopback or a network of the operator's.
 */
export class OperatorServer implements AsyncDisposable {
  readonly #deps: ServerDeps
  readonly #listen: Readonly<{ host: string; port: number }>
  #server: Server | undefined

  constructor(deps: ServerDeps, settings: Readonly<{ listen: { host: string; port: number } }>) {
    this.#deps = deps
    this.#listen = settings.listen
  }

  /** As a URL; undefined before the start. */
  get address(): string | undefined {
    return this.#server && urlOf(this.#server.address() as AddressInfo)
  }

  /** @throws NetError BAD_LISTEN_ADDRESS. */
  async start(): Promise<void> {
    if (this.#server !== undefined) return
    const server = createServer({
      headersTimeout: OPERATOR_REQUEST_MS,
      requestTimeout: OPERATOR_REQUEST_MS,
    })
    server.maxConnections = MAX_OPERATOR_CONNECTIONS
    server.on('request', (request, response) => void this.#serve(request, response))
    try {
      const listening = once(server, 'listening')
      server.listen(this.#listen)
      await listening
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException
      const at = `${this.#listen.host}:${this.#listen.port}`
      throw new NetError('BAD_LISTEN_ADDRESS', `metricsListen: cannot listen on ${at} (${code})`, {
        cause,
      })
    }
    this.#server = server
  }

  async stop(): Promise<void> {
    const server = this.#server
    if (server === undefined) return
    this.#server = undefined
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /** Never rejects. */
  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The caller hanging up: nobody is left to be told.
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    const { status, type, body } = await this.#answer(request)
    response.writeHead(status, {
      'Content-Type': type,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  async #answer({ method, url }: IncomingMessage): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD') return said(405, 'only GET and HEAD')
    try {
      switch (url?.split('?')[0]) {
        case '/healthz':
          return said(200, 'ok')
        case '/readyz':
          return await this.#readiness()
        case '/metrics':
          return await this.#metrics()
        default:
          return said(404, 'there are /healthz, /readyz and /metrics')
      }
    } catch (err) {
      this.#deps.log.error({ err }, 'the operator could not be answered')
      return said(500, 'failed; see the log')
    }
  }

  async #readiness(): Promise<Answer> {
    const { isReady, checks } = await this.#deps.readiness.verdict()
    const body = `${JSON.stringify({ ready: isReady, checks })}\n`
    return { status: isReady ? 200 : 503, type: 'application/json', body }
  }

  async #metrics(): Promise<Answer> {
    const { metrics } = this.#deps
    return { status: 200, type: metrics.contentType, body: await metrics.text() }
  }
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

function said(status: number, text: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` }
}
