import { readdir, statfs } from 'node:fs/promises'
import { Level } from 'level'

/** Free space for another log and for a table of what LevelDB holds in memory, 4 MiB each, with some to go on. */
export const RENEW_BYTES = 16 * 1024 * 1024

/** What abstract-level calls for every write; not in its types. */
type Append = (...given: unknown[]) => Promise<void>
const LEVEL = Level.prototype as unknown as Readonly<
  Record<'_put' | '_del' | '_batch' | '_clear', Append>
>
/** Of the LevelDB that Node has; those of browsers lack it. */
type Compacting = Readonly<{ compactRange(start: string, end: string): Promise<void> }>
/** Behind all keys, so that no table is touched for it. */
const NO_KEY = '\u{10ffff}'

/**
 * LevelDB without one of its faults: where a full disk tears a record of its log, it appends the next ones behind the torn
 * one, says that they are safe, and drops them at its next start. Here nothing is appended to a torn log: LevelDB begins
 * another one first, as soon as there is room. Until then every write fails as the first one did.
 */
export class SoundLevel extends Level<string, string> {
  #isTorn = false
  #last: Promise<unknown> = Promise.resolve()

  async _put(...given: unknown[]): Promise<void> {
    await this.#append(() => LEVEL._put.apply(this, given))
  }

  async _del(...given: unknown[]): Promise<void> {
    await this.#append(() => LEVEL._del.apply(this, given))
  }

  async _batch(...given: unknown[]): Promise<void> {
    await this.#append(() => LEVEL._batch.apply(this, given))
  }

  async _clear(...given: unknown[]): Promise<void> {
    await this.#append(() => LEVEL._clear.apply(this, given))
  }

  /** One at a time, as LevelDB does it: none may follow another that failed before that is known. */
  async #append(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(async () => {
      if (this.#isTorn) await this.#renewLog()
      try {
        await work()
      } catch (err) {
        this.#isTorn = true
        throw fullOr(err)
      }
    })
    this.#last = turn.catch(() => undefined)
    await turn
  }

  /** LevelDB does not say whether it worked. */
  async #renewLog(): Promise<void> {
    const { bavail, bsize } = await statfs(this.location)
    if (bavail * bsize < RENEW_BYTES) throw new DiskFull()
    const torn = await newestLog(this.location)
    await (this as unknown as Compacting).compactRange(NO_KEY, NO_KEY)
    if ((await newestLog(this.location)) === torn) throw new Error('no other log could be begun')
    this.#isTorn = false
  }
}

/** As the system says it of a file. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull'
  readonly code = 'ENOSPC'

  constructor(options?: ErrorOptions) {
    super('the disk is full', options)
  }
}

/** LevelDB has the words of the system, and no code. */
export function fullOr(err: unknown): unknown {
  const words: string[] = []
  for (let each = err; each instanceof Error; each = each.cause) words.push(each.message)
  return FULL.test(words.join(' ')) ? new DiskFull({ cause: err }) : err
}

const FULL = /no space left on device|quota exceeded|not enough space on the disk/i

async function newestLog(folder: string): Promise<number> {
  const names = await readdir(folder)
  return Math.max(...names.map((name) => (name.endsWith('.log') ? Number.parseInt(name, 10) : 0)))
}
