import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, SpoolId } from '../../../src/core/ids.ts'
import { StopReason } from '../../../src/transfer/domain/outcome.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import type { QuotasOf } from '../../limits/ports.ts'
import { fits, roomChunks, type SpoolQuotas } from '../entity/quota.ts'
import { FREE_CHECK_MS, FULL_DISK_MS, POLL_MS } from '../limits.ts'
import type { Blobs } from '../../blobs/ports.ts'
import type { SpoolStore, Used } from '../ports.ts'
import type { AwaitedChunks } from './awaited.ts'
import type { Bell } from './bell.ts'

type QuotasDeps = Readonly<{
  store: SpoolStore
  blobs: Blobs
  awaited: AwaitedChunks
  bell: Bell
  allowed: QuotasOf
  clock: Clock
}>

/** What the accounts whose lines are open use, and what is on its way to the disk. SQL has the truth; this is its newest copy. */
export class Quotas {
  readonly #deps: QuotasDeps
  readonly #settings: Readonly<{ minFreeBytes: number }>
  readonly #accounts = new Map<AccountId, AccountQuota>()
  #free: Readonly<{ bytes: number; atMs: number }> | undefined
  #fullUntilMs = Number.NEGATIVE_INFINITY

  constructor(deps: QuotasDeps, settings: Readonly<{ minFreeBytes: number }>) {
    this.#deps = deps
    this.#settings = settings
  }

  get deps(): QuotasDeps {
    return this.#deps
  }

  get minFreeBytes(): number {
    return this.#settings.minFreeBytes
  }

  allowed(account: AccountId): Promise<SpoolQuotas> {
    return this.#deps.allowed.of(account)
  }

  /** Until disposed. */
  async enter(account: AccountId): Promise<AccountQuota> {
    let quota = this.#accounts.get(account)
    if (quota === undefined) {
      quota = new AccountQuota(this, account, () => this.#accounts.delete(account))
      this.#accounts.set(account, quota)
    }
    quota.enter()
    try {
      await quota.refresh()
      return quota
    } catch (err) {
      quota[Symbol.dispose]()
      throw err
    }
  }

  /** Something of this account was freed or charged. */
  async changed(account: AccountId): Promise<void> {
    await this.#accounts.get(account)?.refresh()
    this.#deps.bell.ring(account)
  }

  /** Is the disk left alone, for everything else on it? */
  async hasDisk(): Promise<boolean> {
    const nowMs = this.#deps.clock.monotonicMs()
    if (nowMs < this.#fullUntilMs) return false
    if (this.#free === undefined || nowMs - this.#free.atMs >= FREE_CHECK_MS) {
      this.#free = { bytes: await this.#deps.blobs.freeBytes(), atMs: nowMs }
    }
    return this.#free.bytes >= this.minFreeBytes
  }

  /** It says so itself, whatever it reports as free. */
  diskIsFull(): void {
    this.#fullUntilMs = this.#deps.clock.monotonicMs() + FULL_DISK_MS
  }
}

type Chunk = Readonly<{ spool: SpoolId; bytes: number }>

/** One account's. */
export class AccountQuota implements Disposable {
  readonly account: AccountId
  readonly #quotas: Quotas
  readonly #leave: () => void
  #lines = 0
  #reservedBytes = 0
  #used: Used = { storedBytes: 0, monthBytes: 0 }
  #allowed: SpoolQuotas = { storedBytes: 0, monthBytes: 0 }

  constructor(quotas: Quotas, account: AccountId, leave: () => void) {
    this.#quotas = quotas
    this.account = account
    this.#leave = leave
  }

  enter(): void {
    this.#lines++
  }

  [Symbol.dispose](): void {
    if (--this.#lines === 0) this.#leave()
  }

  get isMonthOver(): boolean {
    return this.#used.monthBytes + this.#reservedBytes >= this.#allowed.monthBytes
  }

  diskIsFull(): void {
    this.#quotas.diskIsFull()
  }

  async refresh(): Promise<void> {
    const { store, clock } = this.#quotas.deps
    this.#allowed = await this.#quotas.allowed(this.account)
    this.#used = await store.used(this.account, clock.nowMs())
  }

  /** How many chunks of this object may be on their way here. */
  roomChunks(spool: SpoolId): number {
    return roomChunks(this.#held, this.#quotas.deps.awaited.count(spool))
  }

  /** For the first look, before a chunk came. @throws as `place`. */
  async check(): Promise<void> {
    if (!(await this.#quotas.hasDisk())) {
      throw new TransferError('DISK_FULL', 'the spool keeps the rest of its disk free')
    }
    // The node asks for another ticket, and is told the month and when it turns.
    if (this.isMonthOver) throw new StopReason('paused')
  }

  /**
   * Waits until the chunk fits, and holds its place until disposed: by then it counts, or it did not come.
   * @throws TransferError DISK_FULL, StopReason when the month's bytes are used up.
   */
  async place(chunk: Chunk, { signal }: Waiting): Promise<Disposable> {
    const { bell, awaited } = this.#quotas.deps
    using hearing = bell.hear(this.account)
    for (;;) {
      await this.check()
      // Whichever comes: the one that is waited for may be behind it.
      const isAwaited = awaited.count(chunk.spool) > 0
      if (fits(this.#held, { bytes: chunk.bytes, isAwaited })) return this.#reserve(chunk.bytes)
      await hearing.wait({ signal, atMostMs: POLL_MS })
      await this.refresh()
    }
  }

  get #held() {
    const heldBytes = this.#used.storedBytes + this.#reservedBytes
    return { limitBytes: this.#allowed.storedBytes, heldBytes }
  }

  #reserve(bytes: number): Disposable {
    this.#reservedBytes += bytes
    return {
      [Symbol.dispose]: () => {
        this.#reservedBytes -= bytes
        this.#quotas.deps.bell.ring(this.account)
      },
    }
  }
}
