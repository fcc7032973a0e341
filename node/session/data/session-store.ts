import { count } from '../../../src/core/shape.ts'
import type { LevelStore } from '../../data/level-store.ts'
import type { Table } from '../../data/table.ts'
import type { Write } from '../../entity/journal.ts'
import { type Membership, membership } from '../entity/membership.ts'
import type { SessionStore } from '../ports.ts'

/** Two tables with one record each: `membership` / own, `cursor` / own. */
export class LevelSessionStore implements SessionStore {
  readonly #membership: Table<Membership>
  readonly #cursor: Table<number>

  constructor(store: LevelStore) {
    this.#membership = store.table('membership', membership)
    this.#cursor = store.table('cursor', count())
  }

  membership(): Promise<Membership | undefined> {
    return this.#membership.get(OWN)
  }

  cursor(): Promise<number | undefined> {
    return this.#cursor.get(OWN)
  }

  putMembership(value: Membership): Write {
    return this.#membership.put(OWN, value)
  }

  putCursor(usn: number): Write {
    return this.#cursor.put(OWN, usn)
  }
}

const OWN = 'own'
