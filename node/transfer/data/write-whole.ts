import type { FileHandle } from 'node:fs/promises'

/** All of it: one write may take less. */
export async function writeWhole(
  file: FileHandle,
  bytes: Uint8Array,
  offset: number,
): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const rest = bytes.length - written
    const { bytesWritten } = await file.write(bytes, written, rest, offset + written)
    written += bytesWritten
  }
}
