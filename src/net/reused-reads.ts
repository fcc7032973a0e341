import type { TLSSocket } from 'node:tls'
import { SOCKET_READ_BYTES } from './limits.ts'

/** Of all sockets: each read is over, its callback included, before the next one begins. */
const shared = new Uint8Array(SOCKET_READ_BYTES)

/**
 * Calls `onBytes` with what `socket` decrypts, always in the same memory. Node does that for a socket it connects itself
 * (`onread` of net.connect), but not for TLS on a socket that is there already; there it makes 64 KiB of new memory for
 * every four records, and giving that back takes more time than the cipher, and 80 MB. So the option is set afterwards, the
 * way net.Socket does it. A Node that does it in another way gives fresh buffers, as if this were not here.
 */
export function readReused(socket: TLSSocket, onBytes: (bytes: Uint8Array) => void): void {
  for (let early = read(socket); early !== undefined; early = read(socket)) onBytes(early)
  const inside = insideOf(socket)
  if (inside === undefined) {
    socket.on('data', onBytes)
    return
  }
  const { handle, fields } = inside
  Object.assign(socket, {
    [fields.kBuffer]: shared,
    [fields.kBufferCb]: (count: number) => onBytes(shared.subarray(0, count)),
  })
  handle.useUserBuffer(shared)
  socket.resume()
}

/** What was decrypted before anybody listened. */
function read(socket: TLSSocket): Uint8Array | undefined {
  return (socket.read() as Buffer | null) ?? undefined
}

type Inside = Readonly<{
  handle: { useUserBuffer(buffer: Uint8Array): void }
  fields: Readonly<Record<(typeof FIELDS)[number], symbol>>
}>
/** Fields of net.Socket. Source: lib/net.js of Node 26, `onread` in its constructor. */
const FIELDS = ['kBuffer', 'kBufferCb'] as const

function insideOf(socket: TLSSocket): Inside | undefined {
  const { _handle: handle } = socket as TLSSocket & { _handle?: Partial<Inside['handle']> | null }
  if (typeof handle?.useUserBuffer !== 'function') return undefined
  const own = Object.getOwnPropertySymbols(socket)
  const [kBuffer, kBufferCb] = FIELDS.map((name) =>
    own.find(({ description }) => description === name),
  )
  if (kBuffer === undefined || kBufferCb === undefined) return undefined
  return { handle: handle as Inside['handle'], fields: { kBuffer, kBufferCb } }
}
