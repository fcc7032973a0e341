import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { S3Error } from './s3-error.ts'

export type S3Request = Readonly<{
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  url: URL
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}>

/** `body`: what was said, unless it went into the caller's memory; `bytes`: how many those were. */
export type S3Answer = Readonly<{
  status: number
  headers: IncomingMessage['headers']
  body: Uint8Array
  bytes: number
}>

type ExchangeOptions = Readonly<{
  agent: Agent
  signal: AbortSignal
  /** Where the bytes of a success go: no more than fit. */
  into: Uint8Array | undefined
}>

/** An answer that is read whole: a listing of a thousand keys is half a megabyte. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024

/** One request and its whole answer. @throws what the socket does, and the signal's reason */
export async function exchange(
  { method, url, headers, body }: S3Request,
  { agent, signal, into }: ExchangeOptions,
): Promise<S3Answer> {
  const ask = url.protocol === 'https:' ? requestHttps : requestHttp
  const asked = ask(url, {
    method,
    agent,
    signal,
    headers: { ...headers, 'content-length': String(body.length) },
  })
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    asked.once('response', resolve)
    // Also after the answer: a socket that breaks then is told by reading it.
    asked.on('error', reject)
  })
  asked.end(body)
  return await read(await answered, into, signal)
}

async function read(
  answer: IncomingMessage,
  into: Uint8Array | undefined,
  signal: AbortSignal,
): Promise<S3Answer> {
  const { statusCode: status = 0, headers } = answer
  const target = status >= 200 && status < 300 ? into : undefined
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of answer as AsyncIterable<Uint8Array>) {
    // Whoever was told that it is too late has given that memory to somebody else.
    signal.throwIfAborted()
    if (bytes + piece.length > (target?.length ?? MAX_ANSWER_BYTES)) {
      throw new S3Error('unsuitable', 's3: the answer is longer than what was asked for')
    }
    if (target === undefined) pieces.push(piece)
    else target.set(piece, bytes)
    bytes += piece.length
  }
  if (!answer.complete) throw new S3Error('unreachable', 's3: the answer was cut off')
  return { status, headers, body: Buffer.concat(pieces), bytes }
}
