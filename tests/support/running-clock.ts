import { TurnedClock } from './turned-clock.ts'

/** A clock that goes on by so much with every turn of the event loop, until it is disposed: fast, and the same in every run. */
export class RunningClock extends TurnedClock implements Disposable {
  #stopped = false

  constructor(msPerTurn: number) {
    super()
    void this.#run(msPerTurn)
  }

  [Symbol.dispose](): void {
    this.#stopped = true
  }

  async #run(msPerTurn: number): Promise<void> {
    while (!this.#stopped) await this.turn(msPerTurn)
  }
}
