import type { Journal, Prepared, Write } from '../../node/entity/journal.ts'

export type Death = Readonly<{
  /** At the nth change from now, counted from 1. */
  atChange: number
  /** Before its writes reach the disk, or after them and before anybody in this process knows. */
  when: 'before-commit' | 'after-commit'
}>

/** A journal whose process can die around a commit: from then on nothing is kept any more. */
export class MortalJournal implements Journal {
  readonly #inner: Journal
  readonly #onWrites: (writes: readonly Write[]) => void
  readonly #died = Promise.withResolvers<void>()
  #death: Death | undefined
  #dead = false

  constructor(inner: Journal, onWrites: (writes: readonly Write[]) => void) {
    this.#inner = inner
    this.#onWrites = onWrites
  }

  /** Resolves once dead. */
  dieAt(death: Death): Promise<void> {
    this.#death = death
    return this.#died.promise
  }

  dieNow(): void {
    this.#dead = true
    this.#died.resolve()
  }

  async change(prepare: () => Prepared | Promise<Prepared>): Promise<void> {
    const late = Promise.withResolvers<void>()
    await this.#inner.change(async () => {
      this.#check()
      const prepared = await prepare()
      if (this.#isDue('before-commit')) this.dieNow()
      this.#check()
      const dies = this.#isDue('after-commit')
      if (prepared.writes.length > 0) this.#count()
      return {
        ...prepared,
        committed: () => {
          this.#onWrites(prepared.writes)
          if (dies) this.dieNow()
          if (this.#dead) return late.reject(new Error('the process died'))
          prepared.committed()
          late.resolve()
        },
      }
    })
    await late.promise
  }

  #check(): void {
    if (this.#dead) throw new Error('the process died')
  }

  #isDue(when: Death['when']): boolean {
    return this.#death?.when === when && this.#death.atChange <= 1
  }

  #count(): void {
    if (this.#death !== undefined) {
      this.#death = { ...this.#death, atChange: this.#death.atChange - 1 }
    }
  }
}
