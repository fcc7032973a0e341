import type { IncomingMessage } from 'node:http'
import { parseTransferId, type TransferId } from '../../../src/core/ids.ts'
import { CONTROL_CALLS, type ControlCall } from '../entity/calls.ts'
import { sameSecret } from './control-file.ts'

/**
 * Who may ask what, before anything of a request's body is read. The order matters: a web page learns nothing but that
 * its Host or Origin is wrong.
 */
export type Route = Readonly<
  { kind: 'call'; call: ControlCall } | { kind: 'events' } | { kind: 'feed'; id: TransferId }
>
export type Checked = Route | Readonly<{ kind: 'refused'; status: number; message: string }>

export type Expected = Readonly<{ port: number; token: string; maxBodyBytes: number }>

export function checkRequest(request: IncomingMessage, expected: Expected): Checked {
  const { headers } = request
  // An exact match: `127.0.0.1.evil.com` begins with the right text.
  if (manyOf(request, 'host') || headers.host !== `127.0.0.1:${expected.port}`) {
    return refused(421, 'this is the control API of a Homing node; ask it at 127.0.0.1')
  }
  if (!originAllowed(request, expected)) return refused(403, 'not from there')
  if (!tokenRight(headers.authorization, expected.token)) {
    return refused(401, 'the token of control.json is needed')
  }
  return checkRoute(request, expected)
}

/** No program of the same user sends an Origin; a page of our own does, and the browser says where it comes from. */
function originAllowed(request: IncomingMessage, expected: Expected): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (manyOf(request, 'origin')) return false
  if (origin !== undefined && origin !== `http://127.0.0.1:${expected.port}`) return false
  return site === undefined || site === 'same-origin'
}

function tokenRight(authorization: string | undefined, token: string): boolean {
  const scheme = 'Bearer '
  if (authorization?.startsWith(scheme) !== true) return false
  return sameSecret(authorization.slice(scheme.length), token)
}

function checkRoute(request: IncomingMessage, expected: Expected): Checked {
  const { method, url } = request
  if (url === '/v1/events') {
    return method === 'GET' ? { kind: 'events' } : refused(405, 'events are read by GET')
  }
  if (url?.startsWith(STREAMS)) return checkFeed(request, url.slice(STREAMS.length))
  const call = callOf(url)
  if (call === undefined) return refused(404, 'no such call')
  if (method !== 'POST') return refused(405, 'calls are made by POST')
  if (request.headers['content-type'] !== 'application/json') {
    return refused(415, 'the content type must be application/json')
  }
  if (request.headers['content-encoding'] !== undefined) return refused(415, 'no encoding')
  if (Number(request.headers['content-length'] ?? 0) > expected.maxBodyBytes) {
    return refused(413, `a request has at most ${expected.maxBodyBytes} bytes`)
  }
  return { kind: 'call', call }
}

const STREAMS = '/v1/streams/'

/** Bytes of any number: what comes is taken at the pace of the disk and of the friend, and none of it is kept in memory. */
function checkFeed({ headers, method }: IncomingMessage, given: string): Checked {
  if (method !== 'PUT') return refused(405, 'a stream is fed by PUT')
  if (headers['content-type'] !== 'application/octet-stream') {
    return refused(415, 'the content type must be application/octet-stream')
  }
  if (headers['content-encoding'] !== undefined) return refused(415, 'no encoding')
  try {
    return { kind: 'feed', id: parseTransferId(given) }
  } catch {
    return refused(404, 'no such stream')
  }
}

function callOf(url: string | undefined): ControlCall | undefined {
  const prefix = '/v1/'
  if (url?.startsWith(prefix) !== true) return undefined
  const name = url.slice(prefix.length)
  return Object.hasOwn(CONTROL_CALLS, name) ? (name as ControlCall) : undefined
}

function manyOf(request: IncomingMessage, header: string): boolean {
  return (request.headersDistinct[header]?.length ?? 0) > 1
}

function refused(status: number, message: string): Checked {
  return { kind: 'refused', status, message }
}
