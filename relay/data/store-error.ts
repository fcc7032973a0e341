/** Why the store could not do it. `busy`: too many wait already. `newer-data`: a later version of the relay wrote it. */
export type StoreErrorCode =
  | 'disk-full'
  | 'locked'
  | 'busy'
  | 'corrupted'
  | 'duplicate'
  | 'newer-data'
  | 'closed'
  | 'failed'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
