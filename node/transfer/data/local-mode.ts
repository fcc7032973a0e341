/** A stream says nothing of its mode; what comes of it is an ordinary file. */
export const STREAM_MODE = 0o644

/** The peer's bits without execute and setuid, within our umask; always ours to read and write. */
export function fileMode(mode: number): number {
  return (mode & 0o666 & ~process.umask()) | 0o600
}

/** Likewise for a folder, which must be entered. */
export function folderMode(mode: number): number {
  return (mode & 0o777 & ~process.umask()) | 0o700
}
