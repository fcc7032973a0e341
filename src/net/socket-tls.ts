import { constants } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect, createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import type {
  ConnectionEncrypter,
  Ed25519PrivateKey,
  MessageStream,
  PeerId,
  SecureConnectionOptions,
  SecuredConnection,
  StreamMuxerFactory,
  Upgrader,
} from '@libp2p/interface'
import { untilAborted } from '../core/until-aborted.ts'
import { makeDeviceCertificate, provenDevice } from './device-certificate.ts'
import { EncryptedSocket } from './encrypted-socket.ts'
import { expectation } from './idle-wait.ts'

export const TLS_PROTOCOL = '/tls/1.0.0'
/** ALPN of a peer that negotiates its muxer afterwards. */
const ANY_MUXER = 'libp2p'

type TlsDeps = Readonly<{ nowMs: () => number }>
type Components = Readonly<{ upgrader: Pick<Upgrader, 'getStreamMuxers'> }>
type Role = 'server' | 'client'

/**
 * libp2p's TLS 1.3, done by node:tls on the TCP socket itself: the same bytes on the wire as `@libp2p/tls`, which runs it
 * over a stream in JavaScript, at two to four times its speed.
 *   client                                    server
 *   ClientHello, ALPN muxers ──────────────▶
 *     ◀──────────── its certificate, ALPN: the muxer
 *   own certificate ───────────────────────▶          each: certificate proves a device? the expected one?
 * One certificate serves all handshakes of a host. Sessions are never resumed: each handshake proves both ends anew.
 * Source: libp2p specs, tls/tls.md and connections/inlined-muxer-negotiation.md.
 */
export async function makeSocketTls(
  deps: TlsDeps,
  key: Ed25519PrivateKey,
): Promise<(components: object) => ConnectionEncrypter> {
  const context = createSecureContext({
    ...(await makeDeviceCertificate(key)),
    minVersion: 'TLSv1.3',
    maxVersion: 'TLSv1.3',
    secureOptions: constants.SSL_OP_NO_TICKET,
  })
  return (components) => new SocketTls(deps, context, components as Components)
}

class SocketTls implements ConnectionEncrypter {
  readonly protocol = TLS_PROTOCOL
  readonly #deps: TlsDeps
  readonly #context: SecureContext
  readonly #components: Components

  constructor(deps: TlsDeps, context: SecureContext, components: Components) {
    this.#deps = deps
    this.#context = context
    this.#components = components
  }

  async secureInbound(
    connection: MessageStream,
    options?: SecureConnectionOptions,
  ): Promise<SecuredConnection> {
    return await this.#secure('server', connection, options)
  }

  async secureOutbound(
    connection: MessageStream,
    options?: SecureConnectionOptions,
  ): Promise<SecuredConnection> {
    return await this.#secure('client', connection, options)
  }

  async #secure(
    role: Role,
    connection: MessageStream,
    options: SecureConnectionOptions = {},
  ): Promise<SecuredConnection> {
    try {
      // No wait before this: bytes that arrive between the negotiation and here are put back.
      const tcp = EncryptedSocket.take(connection)
      const tls = role === 'server' ? this.#server(tcp) : this.#client(tcp)
      const encrypted = new EncryptedSocket(connection, tcp, tls)
      await handshaken(tls, options.signal)
      const remotePeer = await this.#provenPeer(tls, options.remotePeer)
      // libp2p would make a link of it, and never hear that it is over.
      if (connection.status !== 'open') throw new Error(CLOSED)
      encrypted.open()
      return { connection, remotePeer, ...this.#muxer(tls) }
    } catch (err) {
      connection.abort(err as Error)
      throw err
    }
  }

  #server(tcp: Socket): TLSSocket {
    return new TLSSocket(tcp, {
      secureContext: this.#context,
      isServer: true,
      requestCert: true,
      // A device certificate has no issuer to ask; provenDevice is what decides.
      rejectUnauthorized: false,
      ALPNCallback: ({ protocols }) => {
        const muxers = this.#components.upgrader.getStreamMuxers()
        return protocols.find((protocol) => protocol === ANY_MUXER || muxers.has(protocol))
      },
    })
  }

  #client(tcp: Socket): TLSSocket {
    return connect({
      socket: tcp,
      secureContext: this.#context,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ALPNProtocols: [...this.#components.upgrader.getStreamMuxers().keys(), ANY_MUXER],
    })
  }

  async #provenPeer(tls: TLSSocket, expected: PeerId | undefined): Promise<PeerId> {
    const proven = await provenDevice(tls.getPeerX509Certificate(), { nowMs: this.#deps.nowMs() })
    if (expected?.equals(proven) === false) throw new Error(UNEXPECTED_DEVICE)
    return proven
  }

  /** The muxer that ALPN agreed on, which saves a round trip; a peer without ALPN negotiates it afterwards. */
  #muxer({ alpnProtocol }: TLSSocket): { streamMuxer?: StreamMuxerFactory } {
    const streamMuxer = this.#components.upgrader.getStreamMuxers().get(String(alpnProtocol))
    return streamMuxer === undefined ? {} : { streamMuxer }
  }
}

/** libp2p hands on only the text of what an encrypter throws. */
export const UNEXPECTED_DEVICE = 'another device answered than the expected one'

const CLOSED = 'the connection closed during the TLS handshake'

async function handshaken(tls: TLSSocket, signal: AbortSignal | undefined): Promise<void> {
  const secure = expectation()
  tls.once('secure', secure.resolve)
  tls.once('error', secure.reject)
  tls.once('close', () => secure.reject(new Error(CLOSED)))
  await untilAborted(secure.promise, signal)
}
