import { list, text } from '../../src/core/shape.ts'
import type { LevelStore } from './level-store.ts'
import type { Table } from './table.ts'

/** Table `ports`: own → the addresses on which this node listened last. */
export class PortMemory {
  readonly #store: LevelStore
  readonly #ports: Table<readonly string[]>

  constructor(store: LevelStore) {
    this.#store = store
    this.#ports = store.table('ports', list(text({ max: 512 }), { max: 64 }))
  }

  async recall(): Promise<readonly string[]> {
    return (await this.#ports.get(OWN)) ?? []
  }

  async keep(addresses: readonly string[]): Promise<void> {
    const writes = [this.#ports.put(OWN, addresses.slice(0, 64))]
    await this.#store.change(() => ({ writes, synced: false, committed: () => {} }))
  }
}

const OWN = 'own'
