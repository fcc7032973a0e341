/** What a disk, a user's quota on it, and a bucket say when nothing more fits. */
const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'full']

export function isNoRoom(err: unknown): boolean {
  return NO_ROOM.includes((err as { code?: unknown } | undefined)?.code)
}
