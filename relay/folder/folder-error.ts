/** The data folder cannot be used as it is; the message says what to do. */
export class FolderError extends Error {
  override readonly name = 'FolderError'
}
