import type { Connection } from '@libp2p/interface'

type ConnectionEvent = 'connection:open' | 'connection:close'
interface ConnectionEvents {
  addEventListener(
    type: ConnectionEvent,
    listener: (event: CustomEvent<Connection>) => void,
  ): unknown
}

/**
 * All connections of a host, at hand: libp2p counts them twice for every new one, each time by going over all peers, which with
 * ten thousand of them is most of what a handshake costs.
 */
export class OpenConnections {
  readonly #list: Connection[] = []
  readonly #placeOf = new Map<Connection, number>()

  constructor(events: ConnectionEvents) {
    events.addEventListener('connection:open', ({ detail }) => this.#add(detail))
    events.addEventListener('connection:close', ({ detail }) => this.#remove(detail))
  }

  /** Not a copy: libp2p asks for its length, and goes over it only when there are more than `maxLinks`. */
  get list(): Connection[] {
    return this.#list
  }

  #add(connection: Connection): void {
    // One that broke during its handshake has told of its end already.
    if (connection.status !== 'open' || this.#placeOf.has(connection)) return
    this.#placeOf.set(connection, this.#list.push(connection) - 1)
  }

  /** The last one takes its place. */
  #remove(connection: Connection): void {
    const place = this.#placeOf.get(connection)
    if (place === undefined) return
    this.#placeOf.delete(connection)
    const last = this.#list.pop()
    if (last === undefined || last === connection) return
    this.#list[place] = last
    this.#placeOf.set(last, place)
  }
}
