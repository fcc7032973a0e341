import { flushFolder } from '../../data/flush-folder.ts'

/**
 * Makes names durable. Many ask at once: whoever comes while a folder is being forced to the disk shares the next round, since
 * only a round that begins later speaks about its name.
 */
export class FolderSyncs {
  readonly #running = new Map<string, Promise<void>>()
  readonly #next = new Map<string, Promise<void>>()

  async sync(folder: string): Promise<void> {
    const running = this.#running.get(folder)
    if (running === undefined) return await this.#run(folder)
    let next = this.#next.get(folder)
    if (next === undefined) {
      next = this.#runAfter(running, folder)
      this.#next.set(folder, next)
    }
    await next
  }

  async #runAfter(running: Promise<void>, folder: string): Promise<void> {
    await running.catch(() => undefined)
    this.#next.delete(folder)
    await this.#run(folder)
  }

  async #run(folder: string): Promise<void> {
    const run = flushFolder(folder).finally(() => {
      if (this.#running.get(folder) === run) this.#running.delete(folder)
    })
    this.#running.set(folder, run)
    await run
  }
}
