import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { FRESH_LINE_MS, MAX_LINES, MAX_LINES_PER_ACCOUNT } from '../limits.ts'

export type LineFacts = Readonly<{
  spool: SpoolId
  device: DeviceId
  account: AccountId
  /** Whose object it is. */
  owner: AccountId
  op: 'put' | 'get'
}>

/** One stream that moves chunks of one object. */
export type Line = Readonly<{
  facts: LineFacts
  signal: AbortSignal
  /** Of an upload: which chunks it believes to be here, or needless. */
  believes: (index: number) => boolean
}>

type Held = Line & Readonly<{ end: AbortController; over: Promise<void>; beganMs: number }>

/** Every line of this process: at most so many, and of one device for one object only the newest. */
export class Lines {
  readonly #clock: Clock
  readonly #held = new Map<string, Held>()
  readonly #perAccount = new Map<AccountId, number>()
  #isOpen = true

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  get size(): number {
    return this.#held.size
  }

  all(): readonly Line[] {
    return [...this.#held.values()]
  }

  /** Whether another one may come. A device that comes back for the same object takes its own place. */
  hasPlace(facts: Omit<LineFacts, 'owner'>): boolean {
    if (!this.#isOpen) return false
    if (this.#held.has(keyOf(facts))) return true
    const ofAccount = this.#perAccount.get(facts.account) ?? 0
    return this.#held.size < MAX_LINES && ofAccount < MAX_LINES_PER_ACCOUNT
  }

  /** Runs the line once the device's older one has ended; `undefined` when there is no place. */
  async run<T>(
    facts: LineFacts,
    work: (line: Line) => Promise<T>,
    believes: Line['believes'] = () => false,
  ): Promise<T | undefined> {
    // Two may wait for the same older one: the later of them finds the earlier in its place, and ends it too.
    for (;;) {
      const older = this.#held.get(keyOf(facts))
      if (older === undefined) break
      older.end.abort(new Error('a newer stream of the device'))
      await older.over
    }
    if (!this.hasPlace(facts)) return undefined
    const end = new AbortController()
    const over = Promise.withResolvers<void>()
    const beganMs = this.#clock.monotonicMs()
    const held: Held = { facts, signal: end.signal, believes, end, over: over.promise, beganMs }
    this.#held.set(keyOf(facts), held)
    this.#count(facts.account, 1)
    try {
      return await work(held)
    } finally {
      this.#held.delete(keyOf(facts))
      this.#count(facts.account, -1)
      over.resolve()
    }
  }

  /** Uploads of the object that believe to need this chunk no more, but for those that have just looked. */
  believers(spool: SpoolId, index: number): ReadonlySet<Line> {
    const freshMs = this.#clock.monotonicMs() - FRESH_LINE_MS
    const believe = ({ facts, believes, beganMs }: Held) =>
      facts.op === 'put' && facts.spool === spool && beganMs <= freshMs && believes(index)
    return new Set([...this.#held.values()].filter(believe))
  }

  /** Resolves when those lines are over. The line is dropped: whoever still has a right comes again. */
  async end(why: string, which: (line: Line) => boolean): Promise<void> {
    const ending = [...this.#held.values()].filter((held) => which(held))
    for (const held of ending) held.end.abort(new Error(why))
    await Promise.all(ending.map((held) => held.over))
  }

  /** Ends all, and lets no other come. */
  async stop(): Promise<void> {
    this.#isOpen = false
    await this.end('the relay stops', () => true)
  }

  #count(account: AccountId, by: 1 | -1): void {
    const lines = (this.#perAccount.get(account) ?? 0) + by
    if (lines === 0) this.#perAccount.delete(account)
    else this.#perAccount.set(account, lines)
  }
}

/** An object is uploaded by one device only. */
function keyOf({ spool, device, op }: Omit<LineFacts, 'owner'>): string {
  return `${op} ${spool} ${device}`
}
