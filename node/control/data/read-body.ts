import type { IncomingMessage } from 'node:http'
import { ControlError } from '../entity/control-error.ts'

/** The JSON of a request, not yet checked. Counts while it reads: a chunked body announces no length. */
export async function readJson(
  request: IncomingMessage,
  limits: Readonly<{ maxBytes: number }>,
): Promise<unknown> {
  const bytes = await readBytes(request, limits.maxBytes)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new ControlError('bad-request', 'the body is not JSON', { cause })
  }
}

async function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  // Leaving early must not destroy the connection: the refusal still goes out on it.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > maxBytes) {
      throw new ControlError('bad-request', `a request has at most ${maxBytes} bytes`)
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}
