import { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { MessageStream, MultiaddrConnection } from '@libp2p/interface'
import type { Uint8ArrayList } from 'uint8arraylist'
import { type Lendable, lent } from './borrowed-bytes.ts'
import { SOCKET_BATCH_BYTES } from './limits.ts'
import { readReused } from './reused-reads.ts'

/**
 * A raw TCP connection of libp2p that goes on encrypted: the same object, speaking through a TLSSocket from now on. So there
 * is one connection with one set of buffers, limits and events, its `message` events are what came in decrypted, and no
 * byte passes through JavaScript between the cipher and the kernel.
 * Not here: the handshake, and who the peer is.
 */
export class EncryptedSocket {
  readonly #raw: TcpConnection
  readonly #tcp: Socket
  readonly #tls: TLSSocket

  /** The socket of `connection`, with nothing read from it any more and what was read but not used put back. */
  static take(connection: MessageStream): Socket {
    const raw = connection as TcpConnection
    const { socket } = raw
    if (!(socket instanceof Socket)) throw new TypeError('TLS needs the TCP socket itself')
    if (socket.destroyed || raw.status !== 'open') throw new Error('the connection is closed')
    socket.removeAllListeners('data')
    socket.pause()
    const unused = raw.readBuffer.subarray()
    raw.readBuffer.consume(unused.length)
    if (unused.length > 0) socket.unshift(unused)
    return socket
  }

  constructor(connection: MessageStream, tcp: Socket, tls: TLSSocket) {
    this.#raw = connection as TcpConnection
    this.#tcp = tcp
    this.#tls = tls
    this.#raw.socket = tls
    this.#raw.sendData = (data) => this.#send(data)
    this.#raw.sendReset = () => this.#reset()
    // Errors of the TCP socket come out here too, and one that nobody hears ends the process.
    tls.on('error', (err) => this.#raw.abort(err))
    tls.once('end', () => this.#ended())
  }

  /** Hands on what is decrypted. Before that the peer has to be proved. */
  open(): void {
    readReused(this.#tls, (bytes) => this.#raw.onData(lent(this.#raw, bytes)))
  }

  /**
   * Nothing of `data` is kept after this returned what it took: the sender may use its buffers again (StreamChannel.send).
   * While nothing is on its way all of it is taken, and encrypted by one call, in full records. Meanwhile little is copied,
   * and what is more waits in the bounded buffer of the raw connection.
   */
  #send(data: Uint8ArrayList): SendResult {
    const sentBytes = data.byteLength
    if (this.#tls.writableLength === 0) this.#encrypt(data)
    else if (this.#tls.writableLength + sentBytes > SOCKET_BATCH_BYTES)
      return { sentBytes: 0, canSendMore: false }
    else this.#tls.write(data.slice(), this.#onWritten)
    return { sentBytes, canSendMore: this.#tls.writableLength < SOCKET_BATCH_BYTES }
  }

  #encrypt(data: Uint8ArrayList): void {
    this.#tls.cork()
    for (const piece of data) this.#tls.write(piece)
    this.#tls.write(NOTHING, this.#onWritten)
    this.#tls.uncork()
  }

  /** Who waits takes `drain` to mean that all it had sent was taken, so it comes when everything can be. */
  readonly #onWritten = (err?: Error | null): void => {
    if (err != null || !this.#raw.writableNeedsDrain || this.#tls.writableLength > 0) return
    this.#raw.safeDispatchEvent('drain')
  }

  /** libp2p does not half-close a connection: who ended it reads no more, and what waits would wait for ever. */
  #ended(): void {
    this.#raw.onTransportClosed()
    this.#tls.destroy()
  }

  #reset(): void {
    // A handle that is shutting down cannot be reset as well.
    if (this.#tls.writableEnded) this.#tls.destroy()
    else this.#tcp.resetAndDestroy()
  }
}

const NOTHING = new Uint8Array(0)

type SendResult = { sentBytes: number; canSendMore: boolean }
/** The parts of @libp2p/tcp's connection that its types keep to themselves. tests/integration/net holds that they are there. */
type TcpConnection = MultiaddrConnection &
  Lendable & {
    socket: Socket
    readBuffer: Uint8ArrayList
    sendData(data: Uint8ArrayList): SendResult
    sendReset(): void
    onData(bytes: Uint8Array): void
    onTransportClosed(): void
    safeDispatchEvent(type: 'drain'): void
  }
