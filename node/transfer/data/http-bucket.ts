import { lookup as lookUp } from 'node:dns/promises'
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isCertificateError } from '../../../src/core/certificate-error.ts'
import { urlHost } from '../../../src/core/url-host.ts'
import type { AddressScope } from '../../../src/net/dial-policy.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import { bucketRefusal, bucketUrl } from './bucket-address.ts'
import { BucketError, type BucketErrorCode } from '../errors.ts'
import {
  BUCKET_IDLE_MS,
  BUCKET_MS,
  MAX_BUCKET_WORD_BYTES,
  SHARED_DIRECT_CHUNKS,
} from '../limits.ts'
import type { Bucket } from '../queue-ports.ts'

type Found = Readonly<{ address: string; family: number }>
type Deps = Readonly<{
  /** Where our home answers. */
  home: () => AddressScope
  /** All addresses of a name. */
  resolve?: (name: string) => Promise<readonly Found[]>
}>

type Settings = Readonly<{ idleMs?: number }>

type Ask = Readonly<{
  method: 'GET' | 'PUT'
  url: URL
  headers: Readonly<Record<string, string>>
  body?: Uint8Array
  into?: Uint8Array
}>

type Agents = Readonly<{ 'http:': HttpAgent | false; 'https:': HttpsAgent | false }>
/** No connection of before. */
const FRESH: Agents = { 'http:': false, 'https:': false }

const FAMILIES: Readonly<Record<string, number>> = { IPv4: 4, IPv6: 6 }
const MISSING = [404, 410]
/** What may be over at the next try. Source: Amazon S3 API Reference, "Error responses". */
const PASSING = [429, 500, 502, 503, 504]

/**
 * The home's bucket over HTTP. The URL is the home's word, so it is trusted with little: it is followed only where bucket-address allows, to
 * the address that was looked at, whatever the name says a moment later, and to no other place; no more is read than was asked for, and
 * nobody waits for long. The URL itself is a secret and stands in no error.
 */
export class HttpBucket implements Bucket {
  readonly #deps: Deps
  readonly #idleMs: number
  readonly #agents: Agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets: SHARED_DIRECT_CHUNKS }),
    'https:': new HttpsAgent({ keepAlive: true, maxSockets: SHARED_DIRECT_CHUNKS }),
  }

  constructor(deps: Deps, settings: Settings = {}) {
    this.#deps = deps
    this.#idleMs = settings.idleMs ?? BUCKET_IDLE_MS
  }

  async put(
    url: string,
    bytes: Uint8Array,
    { md5, signal }: Waiting & Readonly<{ md5: Uint8Array }>,
  ): Promise<void> {
    const headers = { 'content-length': String(bytes.length), 'content-md5': md5.toBase64() }
    await this.#twice({ method: 'PUT', url: this.#checked(url), headers, body: bytes }, signal)
  }

  async get(url: string, into: Uint8Array, { signal }: Waiting): Promise<void> {
    await this.#twice({ method: 'GET', url: this.#checked(url), headers: {}, into }, signal)
  }

  /** Connections that were kept may all be over just now, and a store busy: both do no harm a second time, on a connection of its own. */
  async #twice(ask: Ask, signal: AbortSignal): Promise<void> {
    try {
      await this.#once(ask, signal, this.#agents)
    } catch (err) {
      if (!(err instanceof BucketError) || err.code !== 'unreachable') throw err
      await this.#once(ask, signal, FRESH)
    }
  }

  async #once(ask: Ask, signal: AbortSignal, agents: Agents): Promise<void> {
    const { method, url, headers, body } = ask
    const isTls = url.protocol === 'https:'
    const asked = (isTls ? requestHttps : requestHttp)(url, {
      method,
      headers,
      agent: agents[isTls ? 'https:' : 'http:'],
      signal,
      timeout: this.#idleMs,
      lookup: this.#lookup(!isTls),
    })
    let lateness: BucketError | undefined
    const late = () => {
      lateness = new BucketError('late', 'no whole answer in time')
      asked.destroy(lateness)
    }
    asked.on('timeout', late)
    const timer = setTimeout(late, BUCKET_MS)
    // Not before nobody touches the chunk's memory any more.
    const closed = new Promise<void>((resolve) => asked.once('close', () => resolve()))
    try {
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        asked.once('response', resolve)
        asked.on('error', reject)
      })
      asked.end(body)
      await read(await answered, ask.into, signal)
    } catch (cause) {
      asked.destroy()
      await closed
      signal.throwIfAborted()
      if (lateness !== undefined || cause instanceof BucketError) throw lateness ?? cause
      const { code = 'no answer' } = cause as NodeJS.ErrnoException
      throw new BucketError(isCertificateError(code) ? 'untrusted' : 'unreachable', code)
    } finally {
      clearTimeout(timer)
    }
  }

  /** Also its address, where it is one. */
  #checked(text: string): URL {
    const url = bucketUrl(text)
    if (url === undefined) throw new BucketError('forbidden', 'not a URL for a bucket')
    const host = urlHost(url)
    if (isIP(host) !== 0) this.#check(host, url.protocol === 'http:')
    return url
  }

  #check(ip: string, isPlain: boolean): void {
    const refusal = bucketRefusal(ip, { isPlain, home: this.#deps.home() })
    if (refusal !== undefined) throw new BucketError('forbidden', refusal)
  }

  /** The connection goes to an address that was checked, because it is made with this answer. */
  #lookup(isPlain: boolean): LookupFunction {
    const { resolve = resolveAll } = this.#deps
    return (name, options, done) => {
      resolve(name).then(
        (found) => {
          try {
            for (const { address } of found) this.#check(address, isPlain)
          } catch (err) {
            return done(err as Error, '')
          }
          const wanted = FAMILIES[String(options.family)] ?? options.family ?? 0
          const fitting = found.filter(({ family }) => wanted === 0 || family === wanted)
          const [first] = fitting
          if (first === undefined) return done(new BucketError('unreachable', 'no address'), '')
          if (options.all === true) done(null, [...fitting])
          else done(null, first.address, first.family)
        },
        (err: Error) => done(err, ''),
      )
    }
  }
}

async function resolveAll(name: string): Promise<readonly Found[]> {
  return await lookUp(name, { all: true })
}

/** Nothing is taken for a chunk but a success of exactly its length; no other place is gone to. */
async function read(
  answer: IncomingMessage,
  into: Uint8Array | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { statusCode: status = 0 } = answer
  if (status !== 200) throw new BucketError(codeOf(status, into), `it answered ${status}`)
  const isChunk = into !== undefined
  const most = isChunk ? into.length : MAX_BUCKET_WORD_BYTES
  let bytes = 0
  for await (const piece of answer as AsyncIterable<Uint8Array>) {
    signal.throwIfAborted()
    if (bytes + piece.length > most) {
      throw new BucketError(isChunk ? 'missing' : 'refused', 'more than was asked for')
    }
    into?.set(piece, bytes)
    bytes += piece.length
  }
  if (!answer.complete) throw new BucketError('unreachable', 'the answer was cut off')
  if (isChunk && bytes < most) throw new BucketError('missing', 'less than a chunk')
}

function codeOf(status: number, into: Uint8Array | undefined): BucketErrorCode {
  if (into !== undefined && MISSING.includes(status)) return 'missing'
  return PASSING.includes(status) ? 'unreachable' : 'refused'
}
