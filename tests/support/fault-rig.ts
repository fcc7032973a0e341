import assert from 'node:assert/strict'
import { createCipheriv, createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TransferView } from '../../node/control/entity/nouns.ts'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import type { Random } from '../../src/core/random.ts'
import { befriend } from './homing-process.ts'
import { makeNodeProcess, type NodeProcess } from './node-process.ts'
import { type RelayProcess, startRelay } from './relay-process.ts'
import { seededRandom } from './seeded-random.ts'
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts'
import { ask, movedBytes, untilAny, untilState, untilTransfer } from './transfer-watch.ts'

export const MIB = 1024 * 1024
const BOB = 'bob' as AccountName
const LOOPBACK = '127.0.0.1'
/** Above those of relays, and below what systems hand out by themselves. */
const FIRST_PORT = 32_100
const PORTS = 600

/** Slow enough that a fault comes in the middle of a file of some MiB. */
export const SLOWLY = { bytesPerSecond: 6 * MIB }

export type Way = 'straight' | 'spool'
export type Sent = Readonly<{ id: TransferId; name: string; content: Buffer }>

type Parts = Readonly<{
  relay: RelayProcess
  alice: NodeProcess
  bob: NodeProcess
  /** Leads to alice; bob cannot be dialled. */
  straight: TcpProxy
  /** Leads to the relay, from both. */
  home: TcpProxy
  folder: string
  random: Random
}>

/** A relay and two friends as processes, who reach each other, and it, only through lines that a test can break. */
export class FaultRig implements AsyncDisposable {
  readonly parts: Parts
  readonly #stack: AsyncDisposableStack
  #files = 0

  private constructor(parts: Parts, stack: AsyncDisposableStack) {
    this.parts = parts
    this.#stack = stack
  }

  static async start({ seed }: Readonly<{ seed: number }>): Promise<FaultRig> {
    await using stack = new AsyncDisposableStack()
    const folder = await mkdtemp(join(tmpdir(), 'homing-faults-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    const relay = stack.use(await startRelay())
    const home = stack.use(await tcpProxy({ host: LOOPBACK, port: portOf(relay.address) }))
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    const straight = stack.use(await tcpProxy({ host: LOOPBACK, port }))
    const alice = stack.use(await makeNodeProcess('alice'))
    const bob = stack.use(await makeNodeProcess('bob'))
    await configure(alice, { listen: port, announce: straight.port })
    // Port 9 is nobody's.
    await configure(bob, { listen: 0, announce: 9 })
    const address = relay.address.replace(`/${portOf(relay.address)}/`, `/${home.port}/`)
    await befriend({ address, invite: relay.invite }, alice, bob)
    const random = seededRandom(seed)
    return new FaultRig(
      { relay, alice, bob, straight, home, folder, random },
      stack.move(),
    )
  }

  /** Alice offers a new file. */
  async send(bytes: number): Promise<Sent> {
    const { alice, folder, random } = this.parts
    const name = `file-${this.#files++}`
    const path = join(folder, name)
    const content = contentOf(bytes, random)
    await writeFile(path, content)
    const { id } = await ask(alice, 'sendFile', { name: BOB, path })
    return { id, name, content }
  }

  /** Bob says yes as soon as he has heard of it. */
  async accept({ id }: Sent): Promise<void> {
    const { bob, folder } = this.parts
    await untilAny(bob, (view) => view.id === id)
    await ask(bob, 'acceptTransfer', { id, folder: join(folder, 'in') })
  }

  async untilMoving({ id }: Sent, way: Way, above = MIB): Promise<void> {
    await untilTransfer(this.parts.bob, id, (view) => {
      const isHere = (view.path === 'spool') === (way === 'spool')
      return view.state === 'moving' && isHere && view.verifiedBytes > above
    })
  }

  async untilStored({ id }: Sent, above = MIB): Promise<void> {
    const { alice } = this.parts
    await untilTransfer(alice, id, ({ storedBytes }) => (storedBytes ?? 0) > above)
  }

  /** Done on both sides, once, byte for byte. */
  async arrived({ id, name, content }: Sent): Promise<TransferView> {
    const { alice, bob, folder } = this.parts
    const view = await untilState(bob, id, 'done')
    await untilState(alice, id, 'done')
    assert.deepEqual(await this.#underName(name), [name])
    assert.ok(content.equals(await readFile(join(folder, 'in', name))), 'wrong bytes')
    return view
  }

  /** It has no final name. */
  async nothingArrived({ name }: Sent): Promise<void> {
    assert.deepEqual(await this.#underName(name), [])
  }

  /** What alice sent of it more than once, over all ways. */
  async sentAgain({ id, content }: Sent): Promise<number> {
    return (await movedBytes(this.parts.alice, id)) - content.length
  }

  /** All lines work as ever, and everybody is there. */
  async mend(): Promise<void> {
    for (const line of [this.parts.straight, this.parts.home]) {
      line.mend()
      line.pace(undefined)
      for (const direction of ['up', 'down'] as const) line.release(direction)
    }
  }

  async #underName(name: string): Promise<readonly string[]> {
    const there: string[] = await readdir(join(this.parts.folder, 'in')).catch(() => [])
    return there.filter((each) => each.startsWith(name))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]()
  }
}

function portOf(address: string): number {
  return Number(/\/tcp\/(\d+)/.exec(address)?.[1])
}

async function configure(
  node: NodeProcess,
  { listen, announce }: Readonly<{ listen: number; announce: number }>,
): Promise<void> {
  await mkdir(node.folder, { recursive: true, mode: 0o700 })
  const at = (port: number) => `['/ip4/${LOOPBACK}/tcp/${port}']`
  const text = `listen: ${at(listen)}\nannounce: ${at(announce)}\n`
  await writeFile(join(node.folder, 'config.yaml'), text, { mode: 0o600 })
}

/** The same for the same seed, and nothing in it twice. */
function contentOf(bytes: number, random: Random): Buffer {
  const key = createHash('sha256').update(String(random.fraction())).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes))
}
