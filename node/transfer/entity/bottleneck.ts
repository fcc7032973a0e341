import type { Hold } from '../../../src/transfer/entity/messages.ts'
import type { Path } from '../../../src/transfer/entity/transfer-state.ts'

/** Who keeps a transfer from being faster. */
export const BOTTLENECKS = [
  'our-disk',
  'their-disk',
  'our-limit',
  'their-limit',
  'network',
  'relay',
  'relay-full',
  /** Of a stream: whatever makes it. */
  'program',
] as const
export type Bottleneck = (typeof BOTTLENECKS)[number]

/** From what both ends of the line mostly waited for. At the other end of the path `spool` is the relay. */
export function bottleneckOf(
  pace: Readonly<{ ours: Hold; theirs: Hold | undefined }>,
  path: Path,
  { isOpen = false }: Readonly<{ isOpen?: boolean | undefined }> = {},
): Bottleneck {
  const { ours, theirs } = pace
  if (isOpen && (ours === 'source' || theirs === 'source')) return 'program'
  if (ours === 'source' || ours === 'sink') return 'our-disk'
  if (ours === 'limit') return 'our-limit'
  switch (theirs) {
    case 'room':
      return 'relay-full'
    case 'source':
    case 'sink':
      return path === 'spool' ? 'relay' : 'their-disk'
    case 'limit':
    case 'turn':
      return path === 'spool' ? 'relay' : 'their-limit'
    case 'peer':
    case undefined:
      return 'network'
  }
}
