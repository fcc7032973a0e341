import { createHash } from 'node:crypto'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { S3Config } from '../../config.ts'
import { S3 } from '../../data/s3.ts'
import { publicEndpointOf, publicS3Url } from '../../data/s3-address.ts'
import { S3Error, s3ErrorOfFailure } from '../../data/s3-error.ts'
import { exchange, type S3Answer } from '../../data/s3-exchange.ts'
import { placeOf } from '../data/public-place.ts'
import { SILENT } from '../data/silent-log.ts'
import { fault, type Finding, ok, skipped, warning } from '../entity/finding.ts'
import { REACH_MS, STORE_DRIFT_MS } from '../limits.ts'
import { MACHINE } from '../standing-home.ts'
import { UNMETERED } from './bucket.ts'

const ADDRESS = 'direct'
const URLS = 'direct urls'
const CLOCK = 'direct clock'
const CONTENT = Buffer.from('what a node would put')
const OTHER = Buffer.from('what nobody let it put')
const URL_S = 60
const MEANWHILE = 'until then bytes go through the relay'
const TRUST = `nodes believe what Node.js does: a certificate of a public authority, or their own with NODE_EXTRA_CA_CERTS; ${MEANWHILE}`

/** What a node does with a bucket, from here and with URLs like a node's. Its certificates are checked as a node checks them. */
export async function checkDirectBucket(config: S3Config | undefined): Promise<readonly Finding[]> {
  if (config?.direct !== true) {
    return [skipped(ADDRESS, 'nodes do not go to a bucket: spool.s3.direct')]
  }
  using s3 = new S3({ ...MACHINE, log: SILENT, meter: UNMETERED }, config)
  const agent = publicS3Url(config, '').protocol === 'https:' ? new HttpsAgent() : new HttpAgent()
  try {
    await s3.start()
    const address = await checkAddress(config)
    return [address, ...(await checkUrls({ s3, agent, config }))]
  } catch (err) {
    if (err instanceof S3Error)
      return [skipped(URLS, `not tried: the relay's own way is ${err.code}`)]
    return [unreached(config, err)]
  } finally {
    agent.destroy()
  }
}

/** By which scheme, and where: nodes use plain http only where their home answers at an address of the same kind. */
async function checkAddress(config: S3Config): Promise<Finding> {
  const url = publicS3Url(config, '')
  const { address, scope } = await placeOf(url)
  const fact = `${publicEndpointOf(config)} (${address}, ${scope})`
  if (scope === 'special') {
    return warning(ADDRESS, `${fact}: no address of one host`, `set publicEndpoint; ${MEANWHILE}`)
  }
  if (scope !== 'public') {
    const only = `for nodes that reach this home at a ${scope} address too, and for no others`
    return warning(ADDRESS, `${fact}: ${only}`, 'nodes elsewhere need a public name with https')
  }
  if (url.protocol === 'https:') return ok(ADDRESS, `${fact}, by https`)
  const todo = `give it TLS, and https:// in publicEndpoint; ${MEANWHILE}`
  return warning(ADDRESS, `${fact}: nodes send nothing to a public address without TLS`, todo)
}

type Trial = Readonly<{ s3: S3; agent: HttpAgent; config: S3Config }>

async function checkUrls(trial: Trial): Promise<readonly Finding[]> {
  const { s3, config } = trial
  const key = `${config.prefix}doctor-direct-${process.pid}`
  const headers = headersOf(CONTENT)
  const put = await s3.presign('PUT', key, { seconds: URL_S, headers })
  const get = await s3.presign('GET', key, { seconds: URL_S })
  try {
    const placed = await tried(trial, { method: 'PUT', url: put, body: CONTENT, headers })
    return [checkClock(placed), await checkTrial(trial, { key, put, get, placed })]
  } finally {
    await s3.ask({ use: 'delete', method: 'DELETE', key, once: true })
  }
}

async function checkTrial(
  trial: Trial,
  { key, put, get, placed }: Readonly<{ key: string; put: string; get: string; placed: S3Answer }>,
): Promise<Finding> {
  const name = publicEndpointOf(trial.config)
  const refused = (what: string, { status }: S3Answer, todo: string) =>
    warning(URLS, `${name}: ${what} was answered with ${status}`, `${todo}; ${MEANWHILE}`)
  if (placed.status !== 200) return refused('a presigned PUT', placed, PASS_ON)
  const looked = await trial.s3.ask({
    use: 'look',
    method: 'HEAD',
    key,
    statuses: [404],
    once: true,
  })
  if (looked.status === 404) return refused('for the relay, what was put', looked, SAME_STORE)
  const got = await tried(trial, { method: 'GET', url: get })
  if (got.status !== 200) return refused('a presigned GET', got, PASS_ON)
  if (!CONTENT.equals(got.body)) return fault(URLS, `${name}: other bytes came back`, SAME_STORE)
  const believed = await forged(trial, { put, get })
  if (believed !== undefined) return fault(URLS, `${name}: ${believed} was accepted`, CLOSE_IT)
  return ok(URLS, `${name}: put, seen, got and deleted; what is not signed is refused`)
}

const PASS_ON =
  'what stands before the store must pass on Host, path, query and headers as they are'
const SAME_STORE =
  'publicEndpoint must lead to the same store and bucket as endpoint, with no cache'
const CLOSE_IT =
  'anybody can use this bucket: take away its policy and public access, turn on signatures'

/** @returns what a store must refuse and did not. */
async function forged(
  trial: Trial,
  { put, get }: Readonly<{ put: string; get: string }>,
): Promise<string | undefined> {
  const wrong = new URL(get)
  wrong.searchParams.set('X-Amz-Signature', '0'.repeat(64))
  const unsigned = new URL(get)
  unsigned.search = ''
  const asks = [
    ['a wrong signature', { method: 'GET', url: wrong.href }],
    ['a request without a signature', { method: 'GET', url: unsigned.href }],
    [
      'other bytes than were signed',
      { method: 'PUT', url: put, body: OTHER, headers: headersOf(OTHER) },
    ],
  ] as const
  for (const [what, ask] of asks) {
    const { status } = await tried(trial, ask)
    if (status >= 200 && status < 300) return what
  }
  return undefined
}

/** A URL is as old as the store's clock says. */
function checkClock({ headers }: S3Answer): Finding {
  const aheadMs = Date.parse(headers.date ?? '') - MACHINE.clock.nowMs()
  if (Number.isNaN(aheadMs)) return skipped(CLOCK, 'the store says no time')
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  const fact = `the store's clock is ${seconds} s ${aheadMs < 0 ? 'behind' : 'ahead'}`
  if (Math.abs(aheadMs) <= STORE_DRIFT_MS) return ok(CLOCK, fact)
  return warning(CLOCK, fact, 'let NTP set both (timedatectl): URLs live for five minutes')
}

type Tried = Readonly<{
  method: 'GET' | 'PUT'
  url: string
  body?: Uint8Array
  headers?: Readonly<Record<string, string>>
}>

async function tried(
  { agent }: Trial,
  { method, url, body = new Uint8Array(), headers = {} }: Tried,
): Promise<S3Answer> {
  const options = { agent, signal: AbortSignal.timeout(REACH_MS), into: undefined }
  return await exchange({ method, url: new URL(url), headers, body }, options)
}

function headersOf(content: Buffer): Record<string, string> {
  const md5 = createHash('md5').update(content).digest('base64')
  return { 'content-length': String(content.length), 'content-md5': md5 }
}

function unreached(config: S3Config, err: unknown): Finding {
  const { code = (err as Error).name } = err as NodeJS.ErrnoException
  const fact = `${publicEndpointOf(config)}: ${code}`
  if (s3ErrorOfFailure(err).code === 'unsuitable') {
    return warning(ADDRESS, `${fact}: no TLS that is believed here`, TRUST)
  }
  const todo = `look at its name (DNS), its firewall, its port and whether it speaks TLS; ${MEANWHILE}`
  return warning(ADDRESS, `${fact}: it cannot be reached from here`, todo)
}
