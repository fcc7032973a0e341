import type { Want } from '../entity/messages.ts'
import { TransferError } from '../errors.ts'
import type { Waiting } from '../ports.ts'
import { Signal } from './signal.ts'

export type Wanted =
  | (Readonly<{ kind: 'chunk'; index: number }> & Pick<Want, 'digestsOnly' | 'direct'>)
  | Readonly<{ kind: 'conclude' }>

/** What the receiver has asked for and did not get yet, in its order. */
export class WantQueue {
  readonly #limit: number
  readonly #wanted: Wanted[] = []
  readonly #grown = new Signal()
  /** Chunks wanted whose sending has not begun. */
  #underWay = 0

  constructor(settings: Readonly<{ chunks: number }>) {
    this.#limit = settings.chunks
  }

  /** @throws TransferError PROTOCOL for more than a window at once. */
  add({ first, count, digestsOnly, direct }: Want): void {
    this.#underWay += count
    if (this.#underWay > this.#limit) {
      throw new TransferError('PROTOCOL', 'more was wanted than a window')
    }
    for (let at = 0; at < count; at++) {
      this.#wanted.push({ kind: 'chunk', index: first + at, digestsOnly, direct })
    }
    this.#grown.notify()
  }

  conclude(): void {
    this.#wanted.push({ kind: 'conclude' })
    this.#grown.notify()
  }

  /** Taken out of the queue, to be sent next. */
  shift(): Wanted | undefined {
    return this.#wanted.shift()
  }

  /** One chunk begins to go. */
  begun(): void {
    this.#underWay--
  }

  /** Resolves when there is something to shift. */
  async filled(options: Waiting): Promise<void> {
    while (this.#wanted.length === 0) await this.#grown.next(options)
  }
}
