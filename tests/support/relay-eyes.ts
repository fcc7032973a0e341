import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { RelayProcess } from './relay-process.ts'

/** What the operator of a relay has: its folder, its database and its log. */
export class RelayEyes {
  readonly #relay: RelayProcess

  constructor(relay: RelayProcess) {
    this.#relay = relay
  }

  /** Every byte that the relay keeps: database and its journals, spool, logs, keys; and what it printed. */
  everything(): readonly Readonly<{ path: string; bytes: Buffer }>[] {
    const { folder, stderr } = this.#relay
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
    const kept = files.map((path) => ({ path, bytes: readFileSync(path) }))
    return [...kept, { path: 'stderr', bytes: Buffer.from(stderr) }]
  }

  /** Every value in its database. */
  values(): readonly Buffer[] {
    using db = this.open()
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
    return tables.flatMap(({ name }) =>
      db
        .prepare(`SELECT * FROM "${String(name)}"`)
        .all()
        .flatMap((row) => Object.values(row))
        .filter((value) => typeof value === 'string' || value instanceof Uint8Array)
        .map((value) => Buffer.from(value)),
    )
  }

  /** Where a chunk in its spool lies, under whatever name it was written. */
  chunkPath(spool: string, index: number): string {
    const folder = join(this.#relay.folder, 'spool', spool.slice(-2), spool)
    const name = readdirSync(folder).find((each) => each.startsWith(`${index}.`))
    return join(folder, name ?? 'none')
  }

  /** To be written to only while the relay is stopped. */
  open(): DatabaseSync & Disposable {
    const db = new DatabaseSync(join(this.#relay.folder, 'relay.sqlite'))
    return Object.assign(db, { [Symbol.dispose]: () => db.close() })
  }
}
