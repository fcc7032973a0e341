import type { Clock } from '../core/clock.ts'
import { LIVENESS_TICK_MS, SPARE_LINK_MS } from './limits.ts'
import type { HeldLink } from './link-table.ts'

type Spare = Pick<HeldLink, 'spareAtMs'> & {
  readonly connection: Readonly<{ streams: readonly unknown[] }>
}

/** Closes links that were dialled for one thing and have carried nothing for SPARE_LINK_MS: they cost the other end memory. */
export async function closeSpare<L extends Spare>(
  deps: Readonly<{ clock: Clock; links: Iterable<L>; close: (link: L) => void }>,
  options: Readonly<{ signal: AbortSignal }>,
): Promise<never> {
  for (;;) {
    await deps.clock.sleep(LIVENESS_TICK_MS, options)
    const nowMs = deps.clock.monotonicMs()
    // Collected first: closing changes the table that is being walked.
    const spare = [...deps.links].filter(({ spareAtMs }) => spareAtMs !== undefined)
    for (const link of spare) {
      if (link.connection.streams.length > 0) link.spareAtMs = nowMs
      else if (nowMs - (link.spareAtMs ?? nowMs) >= SPARE_LINK_MS) deps.close(link)
    }
  }
}
