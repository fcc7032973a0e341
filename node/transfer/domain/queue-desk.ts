import type { Background } from '../../../src/core/background.ts'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import type {
  HoldView,
  LeftoverView,
  LimitKey,
  LimitView,
  Priority,
  QueueMove,
  RuleView,
} from '../../control/entity/queue-nouns.ts'
import { withLimit, withoutLimit } from '../entity/bandwidth.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { MAX_BANDWIDTH_LIMITS } from '../limits.ts'
import type { Disk } from '../queue-ports.ts'
import type { Commands } from './commands.ts'
import { type Hold, isPausedHere } from './hold.ts'
import type { Leftovers } from './leftovers.ts'
import type { Queue } from './queue.ts'
import type { QuietWatch } from './quiet-watch.ts'
import type { Rules } from './rules.ts'
import type { Settings } from './settings.ts'
import type { Throttle } from './throttle.ts'
import type { TransferBook } from './transfer-book.ts'

type DeskDeps = Readonly<{
  book: TransferBook
  commands: Commands
  queue: Queue
  hold: Hold
  leftovers: Leftovers
  settings: Settings
  throttle: Throttle
  rules: Rules
  quiet: QuietWatch
  disk: Disk
  background: Background
  view: (record: TransferRecord) => TransferView
}>

/** What a person does with the whole queue: order, holds, limits, rules, leftovers. A no is a ControlError. */
export class QueueDesk {
  readonly #deps: DeskDeps

  constructor(deps: DeskDeps) {
    this.#deps = deps
  }

  async prioritise(id: TransferId, priority: Priority): Promise<TransferView> {
    return this.#deps.view(await this.#deps.queue.prioritise(id, priority))
  }

  async move(id: TransferId, to: QueueMove): Promise<TransferView> {
    return this.#deps.view(await this.#deps.queue.move(id, to))
  }

  hold(): HoldView {
    return this.#deps.hold.view()
  }

  async pauseAll(): Promise<HoldView> {
    await this.#deps.hold.begin()
    return this.#deps.hold.view()
  }

  /** Lifts the hold, and leaves what is paused for reasons of its own; without a hold, resumes that. @returns what stays. */
  async resumeAll(): Promise<HoldView> {
    const { book, commands, hold } = this.#deps
    if (hold.isOn) {
      await hold.lift()
      return hold.view()
    }
    for (const { id } of book.open().filter(isPausedHere)) await commands.resume(id)
    return hold.view()
  }

  /** @returns those that it has ended. What became whole meanwhile is not among them. */
  async cancelAll(): Promise<readonly TransferView[]> {
    const { book, commands, view } = this.#deps
    const cancelled: TransferRecord[] = []
    for (const { id } of book.open()) {
      const record = await commands.cancel(id).catch((err: unknown) => {
        if (!(err instanceof ControlError)) throw err
      })
      if (record !== undefined) cancelled.push(record)
    }
    return cancelled.map(view)
  }

  leftovers(): readonly LeftoverView[] {
    return this.#deps.leftovers.list()
  }

  async discard(id: TransferId): Promise<TransferView> {
    const { background, leftovers, view } = this.#deps
    return view(await leftovers.discard(id, { signal: background.signal }))
  }

  /** Ended transfers that are no longer listed. */
  forgotten(): number {
    return this.#deps.settings.current.forgotten
  }

  limits(): readonly LimitView[] {
    return this.#deps.settings.current.limits
  }

  /** Of all together, at this moment. */
  inForce(): Readonly<{ up: number | undefined; down: number | undefined }> {
    const { throttle } = this.#deps
    return { up: throttle.rate('up'), down: throttle.rate('down') }
  }

  async setLimit(limit: LimitView): Promise<void> {
    if (limit.up === undefined && limit.down === undefined) {
      throw new ControlError('bad-request', 'a limit is of what goes up, or comes down, or both')
    }
    const limits = withLimit(this.limits(), limit)
    if (limits.length > MAX_BANDWIDTH_LIMITS) {
      throw new ControlError('conflict', `${MAX_BANDWIDTH_LIMITS} limits are set already`, {
        advice: 'clear one of them first: homing limits clear',
      })
    }
    await this.#limit(limits)
  }

  async clearLimit(key: LimitKey): Promise<void> {
    const limits = withoutLimit(this.limits(), key)
    if (limits.length === this.limits().length) {
      throw new ControlError('not-found', 'there is no such limit', { advice: 'homing limits' })
    }
    await this.#limit(limits)
  }

  async clearLimits(): Promise<void> {
    await this.#limit([])
  }

  rules(): readonly RuleView[] {
    return this.#deps.rules.all()
  }

  /** For offers that come from now on, and for those that waited for quiet hours to end. */
  async setRule(rule: RuleView): Promise<RuleView> {
    const { disk, rules, quiet } = this.#deps
    if (rule.folder !== undefined && !disk.isWhole(rule.folder)) {
      throw new ControlError('bad-request', `${rule.folder}: not a whole path from the root`)
    }
    await rules.set(rule)
    await quiet.look()
    return rule
  }

  async removeRule(friend: AccountName | undefined): Promise<void> {
    await this.#deps.rules.remove(friend)
    await this.#deps.quiet.look()
  }

  async #limit(limits: readonly LimitView[]): Promise<void> {
    this.#deps.throttle.limit(limits)
    await this.#deps.settings.change(() => ({ limits }))
  }
}
