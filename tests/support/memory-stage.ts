import { linkSync, mkdirSync, writeFileSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { TransferView } from '../../node/control/entity/nouns.ts'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import { CHUNK_BYTES } from '../../src/transfer/limits.ts'
import { type Homing } from './homing-process.ts'
import type { RelayProcess } from './relay-process.ts'
import { ask, untilTransfer } from './transfer-watch.ts'
import { twoFriends } from './two-friends.ts'
import { residentBytes } from './process-memory.ts'

/** The most megabytes (10^6) that each process held, whatever for. One that is not running is left out. */
export type Peaks = Readonly<Partial<Record<'alice' | 'bob' | 'relay', number>>>

const BOB = 'bob' as AccountName
/** Far less than what moves while a test waits for one sign of life, also on a busy machine. */
const STEP_BYTES = 50e6

/**
 * Alice, bob and their relay as real processes; bob takes what alice sends. Linux only: the system keeps account of what each
 * process ever held.
 */
export class MemoryStage implements AsyncDisposable {
  readonly alice: Homing
  readonly bob: Homing
  readonly #relay: RelayProcess
  readonly #folder: string
  readonly #held: AsyncDisposableStack
  #made = 0

  private constructor(
    parts: Readonly<{ alice: Homing; bob: Homing; relay: RelayProcess; folder: string }>,
    held: AsyncDisposableStack,
  ) {
    this.alice = parts.alice
    this.bob = parts.bob
    this.#relay = parts.relay
    this.#folder = parts.folder
    this.#held = held
  }

  static async open(): Promise<MemoryStage> {
    await using stack = new AsyncDisposableStack()
    const friends = stack.use(await twoFriends())
    await friends.bob.ok([
      'rules',
      'set',
      'alice',
      '--into',
      join(friends.folder, 'in'),
      '--create',
    ])
    return new MemoryStage(friends, stack.move())
  }

  /** During `scene`, or since each was started. */
  async peaks(scene?: () => Promise<void>): Promise<Peaks> {
    if (scene !== undefined) {
      for (const [, pid] of await this.#running()) forgetPeak(pid)
      await scene()
    }
    return Object.fromEntries((await this.#running()).map(([name, pid]) => [name, peakMb(pid)]))
  }

  /** One file, or several at once. */
  async files(count: number, bytesEach: number): Promise<void> {
    const ids: TransferId[] = []
    for (let at = 0; at < count; at++) ids.push(await this.offerFile(bytesEach))
    for (const id of ids) await this.received(id)
  }

  /** Bob's node lets them come more slowly than they could: what is under way waits in its memory. */
  async filesHeldBack(count: number, bytesEach: number): Promise<void> {
    await this.bob.ok(['limits', 'set', '--down', '60MB/s'])
    await this.files(count, bytesEach)
    await this.bob.ok(['limits', 'set', '--down', 'unlimited'])
  }

  async folder(files: number, bytesEach: number): Promise<void> {
    await this.received(await this.#offer(this.#makeFolder(files, bytesEach)))
  }

  /** What a program writes. */
  async stream(bytes: number): Promise<void> {
    const args = ['send', 'bob', '-', '--name', 'stream', '--json']
    const sending = this.alice.start(args, { keepInput: true })
    const { stdin } = sending.child
    if (stdin === null) throw new Error('no input to write to')
    const block = new Uint8Array(CHUNK_BYTES).fill(1)
    await pipeline(Readable.from(Array(Math.ceil(bytes / block.length)).fill(block)), stdin)
    const code = await sending.exited
    if (code !== 0) throw new Error(`homing send ended with ${code}: ${sending.stderr}`)
  }

  /** Sparse, with a byte in each chunk: holes would not travel, and the memory of a line without bytes says nothing. */
  async offerFile(bytes: number): Promise<TransferId> {
    const path = this.#newPath()
    await using file = await open(path, 'w')
    await file.truncate(bytes)
    for (let at = 0; at < bytes; at += CHUNK_BYTES) await file.write('x', at)
    return await this.#offer(path)
  }

  async stored(id: TransferId): Promise<void> {
    await untilThere(this.alice, id, ({ code }) => code === 'stored')
  }

  async received(id: TransferId): Promise<void> {
    await untilThere(this.bob, id, ({ state }) => state === 'done')
  }

  /** Bob's node is started anew, and from then on reached through the relay alone. */
  async hideBob(): Promise<void> {
    await this.bob.ok(['down'])
    await writeFile(join(this.bob.folder, 'config.yaml'), 'spoolOnly: true\n', { mode: 0o600 })
    await this.bob.up()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#held.disposeAsync()
  }

  async #offer(path: string): Promise<TransferId> {
    return (await ask(this.alice, 'sendFile', { name: BOB, path })).id
  }

  /** A few contents under many names: to a sender as many files, and no work for the disk. */
  #makeFolder(files: number, bytesEach: number): string {
    const [contents, folder] = [this.#newPath(), this.#newPath()]
    mkdirSync(contents)
    for (let at = 0; at < files; at++) {
      const content = join(contents, `${at % CONTENTS}`)
      if (at < CONTENTS) writeFileSync(content, new Uint8Array(bytesEach).fill(at))
      const within = join(folder, `${Math.floor(at / 4096)}`, `${Math.floor(at / 64) % 64}`)
      if (at % 64 === 0) mkdirSync(within, { recursive: true })
      linkSync(content, join(within, `a file with a name ${at}.dat`))
    }
    return folder
  }

  #newPath(): string {
    return join(this.#folder, `sent-${this.#made++}`)
  }

  async #running(): Promise<readonly (readonly [keyof Peaks, number])[]> {
    const pidOf = async (node: Homing) => await node.pid().catch(() => 0)
    const all = [
      ['alice', await pidOf(this.alice)],
      ['bob', await pidOf(this.bob)],
      ['relay', this.#relay.pid],
    ] as const
    return all.filter(([, pid]) => pid > 0)
  }
}

/** A file system lets some 60,000 names have one content. */
const CONTENTS = 250

/** Waits for as long as there are signs of life, and not for the whole. */
async function untilThere(
  node: Homing,
  id: TransferId,
  fits: (view: TransferView) => boolean,
): Promise<void> {
  for (let atBytes = STEP_BYTES; ; atBytes += STEP_BYTES) {
    const moved = (view: TransferView) => Math.max(view.verifiedBytes, view.storedBytes ?? 0)
    const view = await untilTransfer(node, id, (each) => fits(each) || moved(each) >= atBytes)
    if (fits(view)) return
    atBytes = moved(view)
  }
}

/** The system's account of the most memory begins anew. Source: proc_pid_clear_refs(5). */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

function peakMb(pid: number): number {
  return Math.round(residentBytes(pid, 'VmHWM') / 1e6)
}
