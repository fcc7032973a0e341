import { MAX_SOCKET_PATH_BYTES } from '../limits.ts'

/** Why there can be no socket there; undefined where there can. */
export function unfitForSocket(path: string): string | undefined {
  if (process.platform === 'win32') return 'Windows has no sockets with modes'
  const bytes = Buffer.byteLength(path)
  if (bytes <= MAX_SOCKET_PATH_BYTES) return undefined
  return `the name of the data folder is too long: ${bytes} bytes with the socket's, ${MAX_SOCKET_PATH_BYTES} are the most`
}
