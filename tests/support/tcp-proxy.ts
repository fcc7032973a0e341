import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net'

/** A TCP line between two programs that a test can hold and cut. */
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
  }>

type Valve = { isHeld: boolean; waiting: Array<() => void>; arrived: PromiseWithResolvers<void> }

export async function tcpProxy(
  target: Readonly<{ host: string; port: number }>,
): Promise<TcpProxy> {
  const valves = { up: openValve(), down: openValve() }
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = createConnection(target)
    join(near, far, valves.up)
    join(far, near, valves.down)
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
    [Symbol.asyncDispose]: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function openValve(): Valve {
  return { isHeld: false, waiting: [], arrived: Promise.withResolvers() }
}

function join(from: Socket, to: Socket, valve: Valve): void {
  from.on('data', (bytes) => {
    const pass = () => {
      if (to.writable) to.write(bytes)
    }
    if (!valve.isHeld) return pass()
    valve.waiting.push(pass)
    valve.arrived.resolve()
  })
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
}

function release(valve: Valve): void {
  valve.isHeld = false
  for (const pass of valve.waiting.splice(0)) pass()
  valve.arrived = Promise.withResolvers()
}
