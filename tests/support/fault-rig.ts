import assert from 'node:assert/strict'
import { createCipheriv, createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TransferView } from '../../node/control/entity/nouns.ts'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import { befriend, type Homing, makeHoming } from './homing-process.ts'
import { type RelayProcess, startRelay } from './relay-process.ts'
import { seededRandom } from './seeded-random.ts'
import { type TcpProxy, tcpProxy } from './tcp-proxy.ts'
import { ask, movedBytes, untilState, untilTransfer } from './transfer-watch.ts'

export const MIB = 1024 * 1024
const BOB = 'bob' as AccountName
/** Above those of relays, and below what systems hand out by themselves. */
const FIRST_PORT = 32_100
const PORTS = 600

/** Slow enough that a fault comes in the middle of a file of some MiB. */
export const SLOWLY = { bytesPerSecond: 6 * MIB }

/** A relay and two friends as processes, who reach each other straight only through a line that a test can break. */
export class FaultRig implements AsyncDisposable {
  readonly relay: RelayProcess
  readonly alice: Homing
  readonly bob: Homing
  /** Leads to alice; bob cannot be dialled. */
  readonly line: TcpProxy
  readonly folder: string
  readonly #stack: AsyncDisposableStack
  readonly #random: ReturnType<typeof seededRandom>
  #files = 0

  private constructor(
    parts: Pick<FaultRig, 'relay' | 'alice' | 'bob' | 'line' | 'folder'>,
    stack: AsyncDisposableStack,
    seed: number,
  ) {
    this.relay = parts.relay
    this.alice = parts.alice
    this.bob = parts.bob
    this.line = parts.line
    this.folder = parts.folder
    this.#stack = stack
    this.#random = seededRandom(seed)
  }

  static async start({ seed }: Readonly<{ seed: number }>): Promise<FaultRig> {
    await using stack = new AsyncDisposableStack()
    const folder = await mkdtemp(join(tmpdir(), 'homing-matrix-'))
    stack.defer(() => rm(folder, { recursive: true, force: true }))
    const relay = stack.use(await startRelay())
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS)
    const line = stack.use(await tcpProxy({ host: '127.0.0.1', port }))
    const alice = stack.use(await makeHoming('alice'))
    const bob = stack.use(await makeHoming('bob'))
    await configure(alice, { listen: port, announce: line.port })
    // Port 9 is nobody's.
    await configure(bob, { listen: 0, announce: 9 })
    await befriend(relay, alice, bob)
    const rule = ['rules', 'set', 'alice', '--up-to', '1GB', '--into', join(folder, 'in')]
    await bob.ok([...rule, '--create'])
    return new FaultRig({ relay, alice, bob, line, folder }, stack.move(), seed)
  }

  /** Alice offers a new file, and bob's rule takes it as soon as he is there. */
  async send(bytes: number): Promise<Sent> {
    const name = `file-${this.#files++}`
    const path = join(this.folder, name)
    const content = contentOf(bytes, this.#random.fraction())
    await writeFile(path, content)
    const { id } = await ask(this.alice, 'sendFile', { name: BOB, path })
    return { id, name, content }
  }

  /** Sent, and under way on this path. */
  async underWay(bytes: number, path: 'straight' | 'spool'): Promise<Sent> {
    const sent = await this.send(bytes)
    await this.untilMoving(sent.id, path)
    return sent
  }

  async untilMoving(id: TransferId, path: 'straight' | 'spool', above = MIB): Promise<void> {
    await untilTransfer(this.bob, id, (view) => {
      const isHere = (view.path === 'spool') === (path === 'spool')
      return view.state === 'moving' && isHere && view.verifiedBytes > above
    })
  }

  /** Done on both sides, once, byte for byte. */
  async arrived({ id, name, content }: Sent): Promise<TransferView> {
    const view = await untilState(this.bob, id, 'done')
    await untilState(this.alice, id, 'done')
    const there = (await readdir(join(this.folder, 'in'))).filter((each) => each.startsWith(name))
    assert.deepEqual(there, [name])
    assert.ok(content.equals(await readFile(join(this.folder, 'in', name))), 'wrong bytes')
    return view
  }

  /** It has no final name. */
  async nothingArrived({ name }: Sent): Promise<void> {
    const there = await readdir(join(this.folder, 'in')).catch(() => [])
    assert.deepEqual(
      there.filter((each) => each.startsWith(name)),
      [],
    )
  }

  /** What alice sent of it more than once, over all ways. */
  async sentAgain({ id, content }: Sent): Promise<number> {
    return (await movedBytes(this.alice, id)) - content.length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]()
  }
}

export type Sent = Readonly<{ id: TransferId; name: string; content: Buffer }>

async function configure(
  node: Homing,
  { listen, announce }: Readonly<{ listen: number; announce: number }>,
): Promise<void> {
  await mkdir(node.folder, { recursive: true, mode: 0o700 })
  const at = (port: number) => `['/ip4/127.0.0.1/tcp/${port}']`
  const text = `listen: ${at(listen)}\nannounce: ${at(announce)}\n`
  await writeFile(join(node.folder, 'config.yaml'), text, { mode: 0o600 })
}

/** The same for the same seed, and nothing in it twice. */
function contentOf(bytes: number, seed: number): Buffer {
  const key = createHash('sha256').update(String(seed)).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(bytes))
}
