import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls'

/** A client made of plain sockets that asked for TLS and got it: what it says next is anything but libp2p's. */
export async function askForTls(port: number): Promise<Socket> {
  const socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const asked = Buffer.concat([line('/multistream/1.0.0'), line('/tls/1.0.0')])
  socket.write(asked)
  // The host answers with the same two lines.
  for (let heard = 0; heard < asked.length; ) {
    const [bytes] = (await once(socket, 'data')) as [Buffer]
    heard += bytes.length
  }
  socket.pause()
  return socket
}

/** TLS on it, with whatever certificate, versions and ALPN are given. Resolves when its own side is done. */
export async function speakTls(socket: Socket, options: ConnectionOptions): Promise<TLSSocket> {
  const tls = connectTls({ socket, rejectUnauthorized: false, ...options })
  await new Promise<void>((resolve, reject) => {
    tls.once('secureConnect', resolve)
    tls.once('error', reject)
    tls.once('close', () => reject(new Error('closed')))
  })
  tls.on('error', () => undefined)
  return tls
}

/** Over when the host closed it, however. */
export function closedByPeer(socket: Socket): Promise<unknown> {
  socket.resume()
  return new Promise((resolve) => socket.once('close', resolve))
}

function line(text: string): Buffer {
  return Buffer.from([text.length + 1, ...Buffer.from(`${text}\n`)])
}
