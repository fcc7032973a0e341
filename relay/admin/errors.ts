/** Why the command could not ask. `no-relay`: nobody listens. `no-access`: the folder is another user's. */
export type AdminLineErrorCode = 'no-relay' | 'no-access' | 'failed'

export class AdminLineError extends Error {
  override readonly name = 'AdminLineError'
  readonly code: AdminLineErrorCode
  constructor(code: AdminLineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
