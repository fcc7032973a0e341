import assert from 'node:assert/strict'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import type { TransferView } from '../../../node/control/entity/nouns.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import { DOWNLOADS, Lab, type LabNode } from './lab.ts'
import { LAB_CHUNK_BYTES } from './memory-disk.ts'

/** Steps of one schedule. Enough for several cuts in every transfer of it. */
const STEPS = 30
const MAX_FILES = 4
/** Chunks of the largest file: several windows. */
const MAX_CHUNKS = 50
/** Long enough after all is well again for the slowest retry and for the look at a full disk. */
const CALM_MS = 200_000

type Sent = Readonly<{
  id: TransferId
  path: string
  bytes: Uint8Array
  from: LabNode
  to: LabNode
}>

/** What was done on purpose, so that an end other than `done` has a cause. */
type Meddling = { changed: Set<TransferId>; cancelled: Set<TransferId>; declined: Set<TransferId> }

/** How a schedule went, for the sum over many. */
export type ScheduleResult = Readonly<{
  ends: readonly TransferView['state'][]
  breaks: number
  resentBytes: number
}>

/**
 * One random life of two friends who send each other files while everything breaks: links, streams, processes, power, the
 * home, disks. Then all is well again, and every transfer must come to a true end.
 */
export async function runSchedule(seed: number): Promise<ScheduleResult> {
  const lab = new Lab(seed)
  await using _ = lab
  const alice = await lab.add('alice')
  const bob = await lab.add('bob')
  const life = new Life(lab, alice, bob)
  for (let step = 0; step < STEPS; step += 1) {
    await life.step()
    life.checkAlways()
  }
  await life.calm()
  return life.check()
}

class Life {
  readonly #lab: Lab
  readonly #alice: LabNode
  readonly #bob: LabNode
  readonly #sent: Sent[] = []
  readonly #meddling: Meddling = { changed: new Set(), cancelled: new Set(), declined: new Set() }
  #breaks = 0

  constructor(lab: Lab, alice: LabNode, bob: LabNode) {
    this.#lab = lab
    this.#alice = alice
    this.#bob = bob
  }

  async step(): Promise<void> {
    await this.#pick<() => Promise<void> | void>(
      [() => this.#send(), () => this.#send(), () => this.#answer(), () => this.#answer()],
      [() => this.#break(), () => this.#break(), () => this.#mend(), () => this.#mend()],
      [() => this.#command(), () => this.#disk(), () => this.#meddle()],
    )()
    await this.#lab.run(this.#below(60))
    if (this.#chance(0.5)) await this.#lab.clock.turn(this.#below(4000))
  }

  /** A file with its final name is a whole one, at every moment. */
  checkAlways(): void {
    for (const { bytes, to, path } of this.#sent) {
      for (const [name, found] of to.disk.files) {
        if (!name.startsWith(`${DOWNLOADS}${path}`)) continue
        assert.ok(Buffer.from(found).equals(Buffer.from(bytes)), `${name} has wrong bytes`)
      }
    }
  }

  /** Everything that broke works again, and nobody pauses. */
  async calm(): Promise<void> {
    this.#lab.network.isParted = false
    for (const node of this.#both) {
      await node.start()
      node.disk.roomBytes = Number.MAX_SAFE_INTEGER
      node.disk.isBroken = false
      node.setOnline(true)
    }
    await this.#lab.settle()
    for (const { id, to } of this.#sent) {
      if (to.transfers.get(id).code === 'answer-needed') {
        await to.transfers.accept(id, { folder: undefined })
      }
      for (const node of this.#both) {
        if (node.transfers.get(id).state === 'paused') await tolerant(node.transfers.resume(id))
      }
    }
    await this.#lab.pass(CALM_MS)
  }

  check(): ScheduleResult {
    this.checkAlways()
    for (const sent of this.#sent) this.#checkEnd(sent)
    for (const node of this.#both) {
      assert.ok(node.disk.isTidy, `${node.name} keeps litter`)
      const errors = node.log.entries.filter(({ level }) => level === 'error')
      assert.deepEqual(errors, [], `${node.name} logged errors`)
    }
    const resentBytes = this.#resentBytes()
    const allowed = this.#breaks * WINDOW_CHUNKS * LAB_CHUNK_BYTES * this.#sent.length
    assert.ok(resentBytes <= allowed, `${resentBytes} bytes were sent again, ${allowed} may be`)
    const ends = this.#sent.map(({ id, to }) => to.transfers.get(id).state)
    return { ends, breaks: this.#breaks, resentBytes }
  }

  #checkEnd({ id, from, to, path, bytes }: Sent): void {
    const there = from.transfers.get(id)
    const here = to.transfers.get(id)
    const { changed, cancelled, declined } = this.#meddling
    const states = `${there.state} (${there.code}), ${here.state} (${here.code})`
    const arrived = [...to.disk.files.keys()].filter((name) => name.startsWith(DOWNLOADS + path))
    if (there.state === 'done') assert.equal(here.state, 'done', `sent is received: ${states}`)
    switch (here.state) {
      case 'done':
        assert.equal(arrived.length, 1, `${arrived.length} copies, ${states}`)
        assert.equal(to.disk.files.get(here.location ?? '')?.length, bytes.length)
        // Cancelled there in the moment in which it became whole here.
        if (there.state !== 'done') assert.ok(cancelled.has(id), states)
        return
      case 'cancelled':
        return assert.ok(cancelled.has(id) && there.state === 'cancelled', states)
      case 'declined':
        return assert.ok(declined.has(id), states)
      case 'failed':
        assert.ok(changed.has(id) && there.state === 'failed', states)
        assert.equal(there.code, here.code)
        return assert.equal(arrived.length, 0)
      default:
        assert.fail(`${path} of ${from.name} never ended: ${states}`)
    }
  }

  async #send(): Promise<void> {
    const [from, to] = this.#chance(0.7) ? [this.#alice, this.#bob] : [this.#bob, this.#alice]
    if (!from.isUp || this.#sent.length >= MAX_FILES) return
    const chunks = this.#below(MAX_CHUNKS)
    const bytes = this.#lab.random.bytes(Math.max(0, chunks * LAB_CHUNK_BYTES - this.#below(9)))
    const path = `/file-${this.#sent.length}`
    from.disk.put(path, bytes)
    const { id } = await from.transfers.sendFile(to.name, path)
    this.#sent.push({ id, path, bytes, from, to })
  }

  async #answer(): Promise<void> {
    for (const { id, to } of this.#sent) {
      if (!to.isUp || !knows(to, id)) continue
      if (to.transfers.get(id).code !== 'answer-needed') continue
      if (this.#chance(0.9)) return void (await to.transfers.accept(id, { folder: undefined }))
      this.#meddling.declined.add(id)
      return void (await to.transfers.decline(id))
    }
  }

  async #break(): Promise<void> {
    this.#breaks += 1
    const node = this.#anyone()
    const { network } = this.#lab
    await this.#pick<() => Promise<void> | void>(
      [() => network.cut(this.#alice.device, this.#bob.device)],
      [() => network.cutStreams(this.#alice.device, this.#bob.device)],
      [() => node.crash(), () => node.crash(), () => this.#withTime(node.stop())],
      [() => this.#powerCut(node)],
      [() => node.setOnline(false)],
      [() => this.#part()],
    )()
  }

  async #mend(): Promise<void> {
    this.#lab.network.isParted = false
    for (const node of this.#both) {
      await node.start()
      if (this.#chance(0.7)) node.setOnline(true)
    }
  }

  /** A pause and a full disk cost what is under way, as a cut does. */
  async #command(): Promise<void> {
    this.#breaks += 1
    const node = this.#anyone()
    const sent = this.#sent[this.#below(this.#sent.length)]
    if (sent === undefined || !node.isUp || !knows(node, sent.id)) return
    const { transfers } = node
    if (this.#chance(0.15)) {
      this.#meddling.cancelled.add(sent.id)
      return await tolerant(this.#withTime(transfers.cancel(sent.id)))
    }
    const pausing = this.#chance(0.5)
    await tolerant(this.#withTime(pausing ? transfers.pause(sent.id) : transfers.resume(sent.id)))
  }

  #disk(): void {
    this.#breaks += 1
    const { disk } = this.#anyone()
    if (this.#chance(0.5)) disk.roomBytes = this.#below(2) * Number.MAX_SAFE_INTEGER
    else disk.isBroken = this.#chance(0.3)
  }

  #meddle(): void {
    const sent = this.#sent[this.#below(this.#sent.length)]
    if (sent === undefined || !this.#chance(0.2)) return
    this.#meddling.changed.add(sent.id)
    if (this.#chance(0.3)) sent.from.disk.files.delete(sent.path)
    else sent.from.disk.put(sent.path, this.#lab.random.bytes(sent.bytes.length))
  }

  #powerCut(node: LabNode): void {
    node.crash()
    node.store.losePower()
  }

  #part(): void {
    this.#lab.network.isParted = true
    this.#lab.network.cut(this.#alice.device, this.#bob.device)
  }

  /** What a person waits for may need the clock: the last word on a dead line has a time limit. */
  async #withTime<T>(work: Promise<T>): Promise<void> {
    let isOver = false
    const over = work.finally(() => {
      isOver = true
    })
    over.catch(() => undefined)
    for (let turns = 0; !isOver && turns < 100; turns += 1) {
      await this.#lab.run(5)
      if (!isOver) await this.#lab.clock.turn(100)
    }
    assert.ok(isOver, 'a command never came to an end')
    await over
  }

  #resentBytes(): number {
    const lines = this.#both.flatMap(({ log }) => log.entries)
    const ended = lines.filter(({ message }) => message === 'transfer stream ended')
    const sentBytes = (id: TransferId, node: LabNode) =>
      node.log.entries
        .filter((line) => ended.includes(line) && line.fields['transferId'] === id)
        .reduce((sum, { fields }) => sum + Number(fields['chunkBytes']), 0)
    return this.#sent.reduce(
      (sum, { id, from, bytes }) => sum + Math.max(0, sentBytes(id, from) - bytes.length),
      0,
    )
  }

  get #both(): readonly LabNode[] {
    return [this.#alice, this.#bob]
  }

  #anyone(): LabNode {
    return this.#chance(0.5) ? this.#alice : this.#bob
  }

  #below(limit: number): number {
    return Math.floor(this.#lab.random.fraction() * limit)
  }

  #chance(probability: number): boolean {
    return this.#lab.random.fraction() < probability
  }

  #pick<T>(...groups: readonly (readonly T[])[]): T {
    const all = groups.flat()
    const picked = all[this.#below(all.length)]
    if (picked === undefined) throw new RangeError('nothing to pick from')
    return picked
  }
}

function knows(node: LabNode, id: TransferId): boolean {
  return node.transfers.list().some((view) => view.id === id)
}

/** A no is an answer too: the state had moved on. */
async function tolerant(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (err) {
    if (!(err instanceof ControlError)) throw err
  }
}
