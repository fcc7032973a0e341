import type { Kysely } from 'kysely'
import type { GatherLimits } from './gather.ts'
import type { ReplicaRead } from './replica-reads.ts'
import type { Tables } from './tables.ts'

/** What a transaction may do: queries. Ends, savepoints and schema are the engine's. */
export type Tx = Pick<
  Kysely<Tables>,
  'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'fn'
>

/**
 * The store of the truth. Work given here awaits queries of its `tx` and nothing else, changes nothing outside, and may be
 * run again from the start.
 *
 * Not here: what a transaction means; events and doorbells (journal.ts).
 */
export interface Sql extends AsyncDisposable {
  /** What it is worth to do in one transaction. */
  readonly gather: GatherLimits
  /** Servers that hold the same: how many there are, and how many of them are not asked now. */
  readonly replicas: Readonly<{ all: number; away: number }>
  /** One snapshot of what is committed. `replicaRead`: a replica may show it; nothing that was answered before is missing there either. */
  read<T>(work: (tx: Tx) => Promise<T>, replicaRead?: ReplicaRead): Promise<T>
  /**
   * All or nothing. Resolves, or rejects with what `work` threw, only after the COMMIT (and its fsync) of everything that
   * `work` saw. @throws StoreError when that failed: then nothing of it may be believed.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}
