const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** May a blob or a folder of blobs be called so? No path, no file of ours that is being written (`.new`). */
export function isBlobName(text: string): boolean {
  return NAME.test(text) && !text.endsWith('.new')
}
