import assert from 'node:assert/strict'
import { createCipheriv, createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FriendView, TransferView } from '../../node/control/entity/nouns.ts'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import type { Random } from '../../src/core/random.ts'
import { CHUNK_BYTES } from '../../src/transfer/limits.ts'
import { eventually, PASSWORD } from './homing-process.ts'
import { makeNodeProcess, type NodeProcess } from './node-process.ts'
import { type RelayProcess, startRelay } from './relay-process.ts'
import { seededRandom } from './seeded-random.ts'
import { type Pace, type TcpProxy, tcpProxy } from './tcp-proxy.ts'
import { ask, movedBytes, untilAny, untilState, untilTransfer } from './transfer-watch.ts'

export const MIB = 1024 * 1024
const BOB = 'bob' as AccountName
const LOOPBACK = '127.0.0.1'
const COMMIT_GATE = new URL('commit-gate.ts', import.meta.url)
/** Above those of relays, and below what systems hand out by themselves. */
const FIRST_PORT = 32_100
const PORTS = 600

/** Slow enough that a fault comes in the middle of a file of some MiB. */
export const SLOWLY = { bytesPerSecond: 6 * MIB }
/** Slow enough that there is still something to come after whoever was killed is back. */
export const CRAWLING = { bytesPerSecond: MIB / 2 }

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

type RigSettings = Readonly<{
  seed: number
  relay?: Parameters<typeof startRelay>[0]
  /** Where her profile is. */
  aliceIn?: string
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

  static async start({ seed, relay: settings = {}, aliceIn }: RigSettings): Promise<FaultRig> {
    await using stack = new AsyncDisposableStack()
    const folder = await mkdtemp(join(tmpdir(), 'homing-faults-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    const relay = stack.use(await startRelay(settings))
    const home = stack.use(await tcpProxy({ host: LOOPBACK, port: portOf(relay.address) }))
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    const straight = stack.use(await tcpProxy({ host: LOOPBACK, port }))
    const alice = stack.use(await makeNodeProcess('alice', aliceIn))
    const bob = stack.use(await makeNodeProcess('bob'))
    await configure(alice, { listen: port, announce: straight.port })
    bob.preload = new URL(COMMIT_GATE)
    bob.preload.searchParams.set('while', gateIn(folder))
    // Port 9 is nobody's.
    await configure(bob, { listen: 0, announce: 9 })
    const address = relay.address.replace(`/${portOf(relay.address)}/`, `/${home.port}/`)
    await meet({ home: address, invite: relay.invite }, alice, bob)
    const random = seededRandom(seed)
    return new FaultRig({ relay, alice, bob, straight, home, folder, random }, stack.move())
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

  async untilMoving({ id }: Sent, way: Way): Promise<void> {
    await untilTransfer(this.parts.bob, id, ({ state, path, verifiedBytes }) => {
      const isThis = (path === 'spool') === (way === 'spool')
      return ['moving', 'verifying', 'done'].includes(state) && isThis && verifiedBytes > MIB
    })
  }

  /** More of it is with bob than so much, whichever way it came. */
  async untilHas({ id }: Sent, bytes: number): Promise<void> {
    await untilTransfer(this.parts.bob, id, ({ verifiedBytes }) => verifiedBytes > bytes)
  }

  async untilStoring({ id }: Sent, above = MIB): Promise<void> {
    await untilTransfer(this.parts.alice, id, ({ storedBytes }) => (storedBytes ?? 0) > above)
  }

  /** All of it lies on the relay, and nothing of it with bob. */
  async untilStored({ id, name }: Sent): Promise<void> {
    await untilTransfer(this.parts.alice, id, ({ code }) => code === 'stored')
    assert.deepEqual(await this.#underName(name), [])
  }

  /** From now on bob stands still before a file that he has verified gets its name. */
  async holdCommits(): Promise<void> {
    await writeFile(gateIn(this.parts.folder), '')
  }

  async releaseCommits(): Promise<void> {
    await rm(gateIn(this.parts.folder), { force: true })
  }

  pace(pace: Pace | undefined): void {
    for (const line of this.#lines) line.pace(pace)
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

  /** What alice sent of it more than once, over all ways, in whole chunks: to the relay each goes sealed. */
  async sentAgain({ id, content }: Sent): Promise<number> {
    let moved = 0
    const isAllTold = async () => (moved = await movedBytes(this.parts.alice, id)) >= content.length
    // A stream is counted when it has ended, which is after bob has all.
    await eventually(isAllTold)
    return Math.floor((moved - content.length) / CHUNK_BYTES) * CHUNK_BYTES
  }

  /** All lines work as ever. */
  async mend(): Promise<void> {
    await this.releaseCommits()
    this.pace(undefined)
    for (const line of this.#lines) {
      line.mend()
      for (const direction of ['up', 'down'] as const) line.release(direction)
    }
  }

  get #lines(): readonly TcpProxy[] {
    return [this.parts.straight, this.parts.home]
  }

  async #underName(name: string): Promise<readonly string[]> {
    const there: string[] = await readdir(join(this.parts.folder, 'in')).catch(() => [])
    return there.filter((each) => each.startsWith(name))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]()
  }
}

function gateIn(folder: string): string {
  return join(folder, 'commits-are-held')
}

function portOf(address: string): number {
  return Number(/\/tcp\/(\d+)/.exec(address)?.[1])
}

/** Both registered, up, and friends: without the commands, each of which is a process. */
async function meet(
  to: Readonly<{ home: string; invite: string }>,
  alice: NodeProcess,
  bob: NodeProcess,
): Promise<void> {
  const labels = { displayName: '', deviceName: '' }
  const enter = async (node: NodeProcess) => {
    await node.up()
    const name = node.name as AccountName
    await ask(node, 'register', { ...to, ...labels, name, password: PASSWORD })
  }
  await Promise.all([enter(alice), enter(bob)])
  const knows = async (node: NodeProcess, state: FriendView['state']) => {
    const { friends } = await ask(node, 'friends', {})
    return friends.some((friend) => friend.state === state)
  }
  await ask(alice, 'requestFriend', { name: BOB, note: '' })
  await eventually(() => knows(bob, 'asked'))
  await ask(bob, 'acceptFriend', { name: alice.name as AccountName })
  await eventually(() => knows(alice, 'friend'))
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
