import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { rootCertificates } from 'node:tls'
import { AwsV4Signer } from 'aws4fetch'
import { type BackoffLimits, backoffMs } from '../../src/core/backoff.ts'
import type { Clock } from '../../src/core/clock.ts'
import { withDeadline } from '../../src/core/deadline.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import { publicS3Url, type S3Access, s3Url } from './s3-address.ts'
import {
  replyCodeOf,
  S3Error,
  type S3ErrorCode,
  s3ErrorOfAnswer,
  s3ErrorOfFailure,
  WRONG_CLOCK,
} from './s3-error.ts'
import { exchange, type S3Answer, type S3Request } from './s3-exchange.ts'

export type S3Use = 'put' | 'get' | 'delete' | 'list' | 'look'

export interface S3Meter {
  s3Answered(use: S3Use, ms: number): void
  s3Failed(use: S3Use, code: S3ErrorCode): void
}

/** One request, from asking for a connection to the last byte: 8 MiB at 7 Mbit/s. */
export const S3_ANSWER_MS = 10_000
/** What failed in passing is tried again for so long; the node that waits for it hears every 5 s that it is waited for. */
export const S3_RETRY_MS = 20_000
/** Connections to the store: a few chunks of each of the lines that move at once. */
const MAX_CONNECTIONS = 64
const PAUSES: BackoffLimits = { baseMs: 100, capMs: 3_000 }
const PASSING: readonly S3ErrorCode[] = ['unreachable', 'late', 'busy']
/** Of which nobody can say that the store is away. */
const NOT_AWAY: readonly S3ErrorCode[] = ['full', 'failed']
const NOTHING = new Uint8Array()
const NEVER = new AbortController().signal

/** `statuses`: which beside the successes are answers too. `once`: what may have been done cannot be asked for again. */
export type S3Ask = Readonly<{
  use: S3Use
  method: S3Request['method']
  key: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array
  into?: Uint8Array
  statuses?: readonly number[]
  once?: boolean
}>

/** What belongs together from a start to a stop. */
type Run = Readonly<{ agent: HttpAgent; end: AbortController }>

type S3Deps = Readonly<{ clock: Clock; random: Random; log: Logger; meter: S3Meter }>

/**
 * A bucket of an S3-compatible store. Every request is signed, has a deadline, and is tried again with full jitter when it failed
 * in passing; what it does may therefore be done twice.
 */
export class S3 implements Disposable {
  readonly #deps: S3Deps
  readonly #access: S3Access
  readonly #keys = new Map<string, ArrayBuffer>()
  #run: Run | undefined
  #away: S3ErrorCode | undefined
  /** What the store's clock is ahead of ours: asked for when it complains. */
  #aheadMs = 0

  constructor(deps: S3Deps, access: S3Access) {
    this.#deps = deps
    this.#access = access
  }

  /** Why the last request did not succeed, when that concerns all of them. */
  get away(): S3ErrorCode | undefined {
    return this.#away
  }

  /** Reads the certificates. @throws S3Error `unsuitable` */
  async start(): Promise<void> {
    const agent = await makeAgent(this.#access)
    this.#run ??= { agent, end: new AbortController() }
  }

  /** What is being asked fails at once. */
  stop(): void {
    const run = this.#run
    this.#run = undefined
    run?.end.abort(new S3Error('unreachable', 's3: it is closed'))
    run?.agent.destroy()
  }

  [Symbol.dispose](): void {
    this.stop()
  }

  /** @throws S3Error, at the latest S3_RETRY_MS and one deadline after the beginning; the signal's reason. */
  async ask(ask: S3Ask, { signal = NEVER }: { signal?: AbortSignal } = {}): Promise<S3Answer> {
    const { clock, random } = this.#deps
    const run = this.#run
    if (run === undefined) throw new S3Error('unreachable', 's3: it is closed')
    const until = AbortSignal.any([signal, run.end.signal])
    const endMs = clock.monotonicMs() + S3_RETRY_MS
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await this.#try(ask, run.agent, until)
        this.#answered()
        return answer
      } catch (err) {
        until.throwIfAborted()
        const failure = s3ErrorOfFailure(err)
        this.#deps.meter.s3Failed(ask.use, failure.code)
        const pauseMs = backoffMs(attempt, PAUSES, random)
        const isOver = clock.monotonicMs() + pauseMs >= endMs
        if (ask.once === true || isOver || !PASSING.includes(failure.code)) {
          this.#failed(failure)
          throw failure
        }
        await clock.sleep(pauseMs, { signal: until })
      }
    }
  }

  /** A URL with which anybody may do this until then, with these headers and without a key of their own. At most seven days, says S3. */
  async presign(
    method: 'GET' | 'PUT',
    key: string,
    { seconds, headers = {} }: Readonly<{ seconds: number; headers?: Record<string, string> }>,
  ): Promise<string> {
    const url = publicS3Url(this.#access, key)
    url.searchParams.set('X-Amz-Expires', String(seconds))
    // All of them are signed: who uses it has to say the same.
    const what = { method, url: url.href, headers, signQuery: true, allHeaders: true }
    const signed = await this.#signer(what).sign()
    return signed.url.href
  }

  async #try(ask: S3Ask, agent: HttpAgent, signal: AbortSignal): Promise<S3Answer> {
    const answer = await this.#timed(ask, agent, signal)
    if (isAnswer(answer, ask)) return answer
    if (replyCodeOf(answer.body) !== WRONG_CLOCK) throw s3ErrorOfAnswer(answer.status, answer.body)
    // By the store's own clock, and once: what is signed with it is believed.
    this.#aheadMs = serverMs(answer) - this.#deps.clock.nowMs()
    const again = await this.#timed(ask, agent, signal)
    if (isAnswer(again, ask)) return again
    throw s3ErrorOfAnswer(again.status, again.body)
  }

  async #timed(ask: S3Ask, agent: HttpAgent, signal: AbortSignal): Promise<S3Answer> {
    const { clock, meter } = this.#deps
    const beganMs = clock.monotonicMs()
    const late = () => new S3Error('late', `s3: no answer within ${S3_ANSWER_MS} ms`)
    const request = await this.#signed(ask)
    const answer = await withDeadline(clock, { ms: S3_ANSWER_MS, signal, late }, (until) =>
      exchange(request, { agent, signal: until, into: ask.into }),
    )
    meter.s3Answered(ask.use, clock.monotonicMs() - beganMs)
    return answer
  }

  async #signed({ method, key, query = {}, headers = {}, body = NOTHING }: S3Ask) {
    const url = s3Url(this.#access, key)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const all = { ...headers, 'x-amz-content-sha256': bodyHash(url, body) }
    const signed = await this.#signer({ method, url: url.href, headers: all }).sign()
    return { method, url: signed.url, headers: Object.fromEntries(signed.headers), body }
  }

  #signer(
    what: Readonly<{
      method: string
      url: string
      headers?: Record<string, string>
      signQuery?: boolean
      allHeaders?: boolean
    }>,
  ) {
    const { accessKey, secretKey, region } = this.#access
    const now = new Date(this.#deps.clock.nowMs() + this.#aheadMs)
    return new AwsV4Signer({
      ...what,
      service: 's3',
      region,
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      cache: this.#keys,
      datetime: now.toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
    })
  }

  #failed(failure: S3Error): void {
    if (NOT_AWAY.includes(failure.code)) return
    if (this.#away === undefined) this.#deps.log.warn({ err: failure }, 's3 went away')
    this.#away = failure.code
  }

  #answered(): void {
    if (this.#away === undefined) return
    this.#away = undefined
    this.#deps.log.info({}, 's3 is back')
  }
}

/** When the store answered, by its own clock. */
export function serverMs({ headers }: S3Answer): number {
  const ms = Date.parse(headers.date ?? '')
  if (Number.isNaN(ms)) throw new S3Error('unsuitable', 's3: an answer without a date')
  return ms
}

function isAnswer({ status }: S3Answer, { statuses = [] }: S3Ask): boolean {
  return (status >= 200 && status < 300) || statuses.includes(status)
}

/** TLS vouches for the bytes already; without it the signature does. */
function bodyHash(url: URL, body: Uint8Array): string {
  if (url.protocol === 'https:') return 'UNSIGNED-PAYLOAD'
  return createHash('sha256').update(body).digest('hex')
}

async function makeAgent({ endpoint, ca }: S3Access): Promise<HttpAgent> {
  const options = { keepAlive: true, maxSockets: MAX_CONNECTIONS }
  if (new URL(endpoint).protocol === 'http:') return new HttpAgent(options)
  if (ca === undefined) return new HttpsAgent(options)
  try {
    return new HttpsAgent({ ...options, ca: [...rootCertificates, await readFile(ca, 'utf8')] })
  } catch (cause) {
    throw new S3Error('unsuitable', `s3: cannot read spool.s3.ca: ${ca}`, { cause })
  }
}
