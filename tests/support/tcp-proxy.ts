import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'
import type { Random } from '../../src/core/random.ts'

/** A TCP line between two programs that a test can hold, slow down and cut. */
export type TcpProxy = AsyncDisposable &
  Readonly<{
    port: number
    /** Bytes of that direction are taken but not passed on, until `release`. `up`: towards the target. */
    hold(direction: Direction): void
    release(direction: Direction): void
    /** Resolves when held bytes of that direction are waiting. */
    held(direction: Direction): Promise<void>
    /** Connections that are open now fall silent without an end, as when a router forgets them. New ones work. */
    forget(): void
    /** Both ends see a broken line. */
    cut(): void
    /** Cut, and nobody gets through until `mend`. */
    close(): void
    mend(): void
    /** From now on each piece takes its time. */
    pace(pace: Pace | undefined): void
  }>

export type Direction = 'up' | 'down'

/** `stall`: a piece is held up now and then for so long, as by packets that were lost and sent again. */
export type Pace = Readonly<{
  bytesPerSecond: number
  stall?: Readonly<{ random: Random; chance: number; ms: number }>
}>

type Valve = { isHeld: boolean; waiting: Array<() => void>; arrived: PromiseWithResolvers<void> }
type Connection = { readonly near: Socket; readonly far: Socket; isForgotten: boolean }

export async function tcpProxy(
  target: Readonly<{ host: string; port: number }>,
): Promise<TcpProxy> {
  const valves = { up: openValve(), down: openValve() }
  const connections = new Set<Connection>()
  let isClosed = false
  let pace: Pace | undefined
  const server = createServer((near) => {
    // Whoever is reset may reset in turn before it is gone.
    near.on('error', () => undefined)
    if (isClosed) return void near.resetAndDestroy()
    const far = createConnection(target)
    const connection = { near, far, isForgotten: false }
    connections.add(connection)
    join(connection, 'up', valves.up, () => pace)
    join(connection, 'down', valves.down, () => pace)
    for (const socket of [near, far]) {
      socket.on('close', () => {
        if (near.closed && far.closed) connections.delete(connection)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const { near, far } of connections) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
  }
  return {
    port: (server.address() as AddressInfo).port,
    hold: (direction) => {
      valves[direction].isHeld = true
    },
    release: (direction) => release(valves[direction]),
    held: (direction) => valves[direction].arrived.promise,
    forget: () => {
      for (const connection of connections) connection.isForgotten = true
    },
    cut,
    close: () => {
      isClosed = true
      cut()
    },
    mend: () => {
      isClosed = false
    },
    pace: (wanted) => {
      pace = wanted
    },
    [Symbol.asyncDispose]: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function openValve(): Valve {
  return { isHeld: false, waiting: [], arrived: Promise.withResolvers() }
}

function join(
  connection: Connection,
  direction: Direction,
  valve: Valve,
  paceNow: () => Pace | undefined,
): void {
  const { near, far } = connection
  const [from, to] = direction === 'up' ? [near, far] : [far, near]
  from.on('data', (bytes) => {
    const pass = () => {
      if (to.writable && !connection.isForgotten) to.write(bytes)
    }
    const ms = timeOf(bytes.length, paceNow())
    if (ms > 0) {
      // Nothing overtakes: the next piece is read when this one has passed.
      from.pause()
      setTimeout(() => from.resume(), ms)
    }
    if (!valve.isHeld) return pass()
    valve.waiting.push(pass)
    valve.arrived.resolve()
  })
  from.on('error', () => undefined)
  // Of a forgotten connection nobody hears the end either.
  from.on('close', () => {
    if (!connection.isForgotten) to.destroy()
  })
}

function timeOf(bytes: number, pace: Pace | undefined): number {
  if (pace === undefined) return 0
  const { stall } = pace
  const isStalled = stall !== undefined && stall.random.fraction() < stall.chance
  return (bytes * 1000) / pace.bytesPerSecond + (isStalled ? stall.ms : 0)
}

function release(valve: Valve): void {
  valve.isHeld = false
  for (const pass of valve.waiting.splice(0)) pass()
  valve.arrived = Promise.withResolvers()
}
