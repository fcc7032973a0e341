import type { Connection, Listener, MultiaddrConnection } from '@libp2p/interface'
import {
  MAX_LINK_UNSENT_BYTES,
  MAX_WEBSOCKET_MESSAGE_BYTES,
  SILENT_SOCKET_MS,
  WEBSOCKET_CLOSE_MS,
} from './limits.ts'

/**
 * The sockets below libp2p's connections: what its transports leave unbounded is bounded here.
 * Not here: deciding who may connect.
 */
export class RawConnections {
  /** A connection and the raw one under it share their timeline, which is the only public tie between the two. */
  readonly #byTimeline = new WeakMap<object, MultiaddrConnection>()
  readonly #sockets = new Set<RawSocket>()

  /** Called for each raw connection before its handshake. */
  admit(raw: MultiaddrConnection): void {
    raw.maxWriteBufferLength = MAX_LINK_UNSENT_BYTES
    closeOnAbort(raw)
    this.#byTimeline.set(raw.timeline, raw)
  }

  under(connection: Connection): MultiaddrConnection | undefined {
    return this.#byTimeline.get(connection.timeline)
  }

  /** Called for each listener once it listens. */
  watch(listener: Listener, limits: Readonly<{ maxSockets: number }>): void {
    const { server, wsServer } = listener as ListenerInside
    if (wsServer !== undefined) boundWebSockets(wsServer)
    if (server === undefined) return
    server.maxConnections = limits.maxSockets
    server.on('connection', (socket) => this.#track(socket))
  }

  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  // The WebSocket listener waits for a first byte for ever, and its close() for ever for such a socket.
  #track(socket: RawSocket): void {
    this.#sockets.add(socket)
    const silent = setTimeout(() => {
      if (socket.bytesRead === 0) socket.destroy()
    }, SILENT_SOCKET_MS)
    silent.unref()
    socket.once('close', () => {
      clearTimeout(silent)
      this.#sockets.delete(socket)
    })
  }
}

/** Nobody listens to a WebSocket's errors, so one malformed frame from a stranger would end the process. */
function boundWebSockets(server: WebSocketServerInside): void {
  server.options.maxPayload = MAX_WEBSOCKET_MESSAGE_BYTES
  server.options.closeTimeout = WEBSOCKET_CLOSE_MS
  const upgrade = server.handleUpgrade.bind(server)
  server.handleUpgrade = (request, socket, head, done) =>
    upgrade(request, socket, head, (websocket, answered) => {
      // `close` follows an error, and that the listener does hear.
      websocket.on('error', () => undefined)
      done(websocket, answered)
    })
}

/** `@libp2p/websockets` aborts with close(1006), a code that WebSocket refuses to send: the socket would stay open. */
function closeOnAbort(raw: MultiaddrConnection): void {
  if (!('websocket' in raw)) return
  const inside = raw as unknown as {
    websocket: { close(): void; terminate?: () => void }
    sendReset(): void
  }
  inside.sendReset = () => {
    if (inside.websocket.terminate === undefined) inside.websocket.close()
    else inside.websocket.terminate()
  }
}

type RawSocket = {
  readonly bytesRead: number
  destroy(): void
  once(event: 'close', listener: () => void): unknown
}
type ListenerInside = Listener & {
  server?: {
    maxConnections: number
    on(event: 'connection', listener: (socket: RawSocket) => void): unknown
  }
  wsServer?: WebSocketServerInside
}
type Upgraded = (
  websocket: { on(event: 'error', listener: () => void): unknown },
  request: unknown,
) => void
type WebSocketServerInside = {
  options: { maxPayload: number; closeTimeout: number }
  handleUpgrade(request: unknown, socket: unknown, head: unknown, done: Upgraded): void
}
