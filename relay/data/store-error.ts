/**
 * Why the store could not do it. `busy`: too many wait already. `newer-data`: a later version of the relay wrote it.
 * `migration-failed`: its tables are not those of this version, and could not be made so. Of a server beside: `unreachable`, `denied` (user or rights), `no-database`, `read-only`, `unsuitable` (version or settings); `conflict`: others
 * changed the same, and trying again did not help in time; `unanswered`: COMMIT was said, no answer came, it may have happened.
 */
export type StoreErrorCode =
  | 'disk-full'
  | 'locked'
  | 'busy'
  | 'corrupted'
  | 'duplicate'
  | 'newer-data'
  | 'migration-failed'
  | 'closed'
  | 'failed'
  | 'unreachable'
  | 'denied'
  | 'no-database'
  | 'read-only'
  | 'unsuitable'
  | 'conflict'
  | 'unanswered'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
