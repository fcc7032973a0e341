import type { IncomingMessage } from 'node:http'
import { ControlError } from '../entity/control-error.ts'

/** The body of a call did not come in time. */
export class SlowBody extends Error {
  override readonly name = 'SlowBody'
}

/** The JSON of a request, not yet checked. Counts while it reads: a chunked body announces no length. */
export async function readJson(
  request: IncomingMessage,
  limits: Readonly<{ maxBytes: number; ms: number }>,
): Promise<unknown> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new SlowBody('too slow')), limits.ms)
  const reading = readBytes(request, limits.maxBytes)
  reading.catch(() => undefined)
  try {
    const bytes = await Promise.race([reading, late.promise])
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    if (cause instanceof SlowBody || cause instanceof ControlError) throw cause
    throw new ControlError('bad-request', 'the body is not JSON', { cause })
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A body of any length, piece by piece, as fast as they are asked for. It ends only where its sender has said that this is
 * the end; a connection that ends before fails it. @throws Error
 */
export async function* wholeBody(request: IncomingMessage): AsyncGenerator<Uint8Array, void> {
  yield* pieces(request)
  if (!request.complete) throw new Error('the body broke off')
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of pieces(request)) {
    bytes += part.length
    if (bytes > maxBytes) {
      throw new ControlError('bad-request', `a request has at most ${maxBytes} bytes`)
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Leaving early must not destroy the connection: the refusal still goes out on it. */
function pieces(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
}
