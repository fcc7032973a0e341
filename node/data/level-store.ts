import type { Level } from 'level'
import { count, type Shape } from '../../src/core/shape.ts'
import { ControlError } from '../control/entity/control-error.ts'
import type { Journal, Prepared, Write } from '../entity/journal.ts'
import { NodeError } from '../errors.ts'
import { DiskFull, fullOr, SoundLevel } from './sound-level.ts'
import { Table } from './table.ts'

/** Counts up with every change of the schema that an older node could not read. Migrations: `MIGRATIONS`. */
export const SCHEMA_VERSION = 1

/** `MIGRATIONS[n]` takes a store of version n to n + 1, in writes that are committed together with the new version. */
const MIGRATIONS: Readonly<Record<number, (store: LevelStore) => Promise<readonly Write[]>>> = {}

/** LevelDB's own 8 MiB fill up with digests of chunks that are read once. Not in the types of `level`, which are those of browsers too. */
const LEVEL = { cacheSize: 1024 * 1024 } as object

/** The node's level database: tables, and the journal through which all of them change. */
export class LevelStore implements Journal, AsyncDisposable {
  readonly #db: Level<string, string>
  readonly #sublevels = new Map<string, TextSublevel>()
  readonly #closing: (() => Promise<void>)[] = []
  #last: Promise<unknown> = Promise.resolve()

  private constructor(db: Level<string, string>) {
    this.#db = db
  }

  /** @throws NodeError ALREADY_RUNNING, PROFILE_UNUSABLE, STORE_NEWER, STORE_DAMAGED. */
  static async open(folder: string): Promise<LevelStore> {
    const db = new SoundLevel(folder)
    await openLevel(db)
    const store = new LevelStore(db)
    try {
      await store.#migrate()
    } catch (err) {
      await db.close()
      throw err
    }
    return store
  }

  /** For features that keep sublevels of their own. Their names must not be those of tables here. */
  get db(): Level<string, string> {
    return this.#db
  }

  table<T>(name: string, shape: Shape<T>): Table<T> {
    return new Table(this.#sublevel(name), name, shape)
  }

  async change(prepare: () => Prepared | Promise<Prepared>): Promise<void> {
    const turn = this.#last.then(async () => {
      const prepared = await prepare()
      await this.#commit(prepared.writes, { sync: prepared.synced ?? true })
      prepared.committed()
    })
    this.#last = turn.catch(() => {})
    await turn
  }

  /** Waits for the changes under way, then closes. */
  async close(): Promise<void> {
    await this.#last
    for (const each of this.#closing.splice(0)) await each()
    await this.#db.close()
  }

  /** While the lock is still held. */
  onClose(work: () => Promise<void>): void {
    this.#closing.push(work)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #commit(writes: readonly Write[], options = { sync: true }): Promise<void> {
    if (writes.length === 0) return
    const operations = writes.map(({ table, key, value }) => {
      const sublevel = this.#sublevel(table)
      return value === undefined
        ? ({ type: 'del', sublevel, key } as const)
        : ({ type: 'put', sublevel, key, value } as const)
    })
    try {
      await this.#db.batch(operations, options)
    } catch (cause) {
      throw new ControlError('internal', 'the disk did not take a change of the profile', {
        cause,
        advice: 'make room on the disk; if that is not enough: homing down && homing up --detach',
      })
    }
  }

  #sublevel(name: string): TextSublevel {
    const sublevel = this.#sublevels.get(name) ?? textSublevel(this.#db, name)
    this.#sublevels.set(name, sublevel)
    return sublevel
  }

  async #migrate(): Promise<void> {
    const versions = this.table('schema', count({ min: 1 }))
    const empty = (await this.#db.keys({ limit: 1 }).all()).length === 0
    let version = empty ? SCHEMA_VERSION : ((await versions.get('version')) ?? 0)
    if (version > SCHEMA_VERSION) {
      throw new NodeError('STORE_NEWER', 'the profile was written by a newer version of Homing', {
        advice: 'update this node, or use another profile folder',
      })
    }
    for (; version < SCHEMA_VERSION; version++) {
      const migrate = MIGRATIONS[version]
      if (migrate === undefined) {
        throw new NodeError('STORE_DAMAGED', `no way from store version ${version}`)
      }
      await this.#commit([...(await migrate(this)), versions.put('version', version + 1)])
    }
    if (empty) await this.#commit([versions.put('version', SCHEMA_VERSION)])
  }
}

type TextSublevel = ReturnType<typeof textSublevel>

function textSublevel(db: Level<string, string>, name: string) {
  return db.sublevel<string, string>(name, { keyEncoding: 'utf8', valueEncoding: 'utf8' })
}

async function openLevel(db: Level<string, string>): Promise<void> {
  try {
    await db.open(LEVEL)
  } catch (cause) {
    if (causeCodes(cause).includes('LEVEL_LOCKED')) {
      throw new NodeError('ALREADY_RUNNING', 'a node is running for this profile already', {
        cause,
      })
    }
    if (fullOr(cause) instanceof DiskFull) {
      throw new NodeError('PROFILE_UNUSABLE', 'the disk with the profile folder is full', {
        cause,
        advice: 'make room on it, then start the node again',
      })
    }
    throw new NodeError('STORE_DAMAGED', 'the store in the profile folder cannot be opened', {
      cause,
      advice: 'look at the log; move the folder `store` away to begin anew from the home',
    })
  }
}

function causeCodes(err: unknown): unknown[] {
  const codes: unknown[] = []
  for (let each = err; each instanceof Error; each = each.cause) {
    codes.push((each as { code?: unknown }).code)
  }
  return codes
}
