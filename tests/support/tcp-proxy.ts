import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'
import type { Random } from '../../src/core/random.ts'

/** A TCP line between two programs that a test can hold, slow down and cut. */
export type TcpProxy = AsyncDisposable &
  Readonly<{
    port: number
    /** Bytes of that direction are taken but not passed on, until `release`. `up`: towards the target. */
    hold(direction: 'up' | 'down'): void
    release(direction: 'up' | 'down'): void
    /** Resolves when held bytes of that direction are waiting. */
    held(direction: 'up' | 'down'): Promise<void>
    /** Both ends see a broken line. */
    cut(): void
    /** Cut, and nobody gets through until `mend`. */
    close(): void
    mend(): void
    /** From now on each piece takes its time. */
    pace(pace: Pace | undefined): void
  }>

/** `stall`: a piece is held up now and then for so long, as by packets that were lost and sent again. */
export type Pace = Readonly<{
  bytesPerSecond: number
  stall?: Readonly<{ random: Random; chance: number; ms: number }>
}>

type Valve = { isHeld: boolean; waiting: Array<() => void>; arrived: PromiseWithResolvers<void> }

export async function tcpProxy(
  target: Readonly<{ host: string; port: number }>,
): Promise<TcpProxy> {
  const valves = { up: openValve(), down: openValve() }
  const sockets = new Set<Socket>()
  let isClosed = false
  let pace: Pace | undefined
  const server = createServer((near) => {
    if (isClosed) return void near.resetAndDestroy()
    const far = createConnection(target)
    join(near, far, valves.up, () => pace)
    join(far, near, valves.down, () => pace)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    hold: (direction) => {
      valves[direction].isHeld = true
    },
    release: (direction) => release(valves[direction]),
    held: (direction) => valves[direction].arrived.promise,
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

function join(from: Socket, to: Socket, valve: Valve, paceNow: () => Pace | undefined): void {
  from.on('data', (bytes) => {
    const pass = () => {
      if (to.writable) to.write(bytes)
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
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
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
