/** Why a file is no avatar. `advice`: what the person can do. */
export type PictureErrorCode = 'UNREADABLE' | 'TOO_LARGE' | 'NO_PICTURE' | 'NOT_AVAILABLE'

export class PictureError extends Error {
  override readonly name = 'PictureError'
  readonly code: PictureErrorCode
  readonly advice: string | undefined
  constructor(
    code: PictureErrorCode,
    message: string,
    options: ErrorOptions & { advice?: string } = {},
  ) {
    super(message, options)
    this.code = code
    this.advice = options.advice
  }
}
