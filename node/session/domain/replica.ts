import type { Event, Friend } from '../../../src/home/entity/nouns.ts'
import { type Journal, type Prepared, together } from '../../entity/journal.ts'
import { LinkError } from '../errors.ts'
import type { Follower, SessionStore } from '../ports.ts'

type ReplicaDeps = Readonly<{
  journal: Journal
  store: SessionStore
  followers: readonly Follower[]
}>

/**
 * This device's copy of the account's log. Events and the cursor behind them are one write, so a crash can neither skip an
 * event nor take one twice; only what is committed here may be acknowledged.
 */
export class Replica {
  readonly #deps: ReplicaDeps
  #cursor: number | undefined

  constructor(deps: ReplicaDeps) {
    this.#deps = deps
  }

  /** The last usn committed here; undefined on a new device. */
  get cursor(): number | undefined {
    return this.#cursor
  }

  async load(): Promise<void> {
    this.#cursor = await this.#deps.store.cursor()
  }

  /**
   * Commits what is new among `events`; what is known already is skipped.
   * @throws LinkError GAP when an event is missing: the link must be made anew from the cursor.
   */
  async takeEvents(events: readonly Event[]): Promise<void> {
    await this.#deps.journal.change(() => this.#prepare(events))
  }

  async takeSnapshot(
    friends: readonly Friend[],
    { headUsn, isRestored }: Readonly<{ headUsn: number; isRestored: boolean }>,
  ): Promise<void> {
    await this.#deps.journal.change(async () => {
      const parts: Prepared[] = []
      for (const each of this.#deps.followers) {
        parts.push(await each.prepareSnapshot(friends, { isRestored }))
      }
      return together([...parts, this.#cursorAt(headUsn)])
    })
  }

  async #prepare(events: readonly Event[]): Promise<Prepared> {
    const fresh = newEvents(events, this.#cursor ?? 0)
    const last = fresh.at(-1)
    if (last === undefined) return together([])
    const parts: Prepared[] = []
    for (const each of this.#deps.followers) parts.push(await each.prepareEvents(fresh))
    return together([...parts, this.#cursorAt(last.usn)])
  }

  #cursorAt(usn: number): Prepared {
    return {
      writes: [this.#deps.store.putCursor(usn)],
      committed: () => {
        this.#cursor = usn
      },
    }
  }
}

/** Those after the cursor, which must be consecutive: a hole is never passed over in silence. */
function newEvents(events: readonly Event[], cursor: number): readonly Event[] {
  const fresh = events.filter((event) => event.usn > cursor)
  fresh.forEach((event, index) => {
    if (event.usn === cursor + 1 + index) return
    throw new LinkError('GAP', `event ${event.usn} came where ${cursor + 1 + index} was due`)
  })
  return fresh
}
