import type { Clock } from '../core/clock.ts'
import { LINK_SILENCE_MS, LIVENESS_TICK_MS, WAKE_GRACE_MS } from './limits.ts'

type Heard = { heardAtMs: number }

/**
 * Cuts half-open links. yamux pings every link (KEEP_ALIVE_MS), whatever arrives counts as heard, and a link that was
 * not heard for LINK_SILENCE_MS is cut: at most 30 s after the last byte. A link busy in one direction is never cut for a
 * ping that waits behind its data, because window updates keep coming in.
 * libp2p's connection monitor is not used: it aborts on the first ping that is late (js-libp2p #3504).
 */
export async function watchSilence<L extends Heard>(
  deps: Readonly<{ clock: Clock; links: Iterable<L>; cut: (link: L) => void }>,
  options: Readonly<{ signal: AbortSignal }>,
): Promise<never> {
  let lastTickMs = deps.clock.monotonicMs()
  for (;;) {
    await deps.clock.sleep(LIVENESS_TICK_MS, options)
    const nowMs = deps.clock.monotonicMs()
    const late = nowMs - lastTickMs > 2 * LIVENESS_TICK_MS
    lastTickMs = nowMs
    // We slept or were blocked, so nobody could be heard: that is no silence of theirs yet.
    if (late) for (const link of deps.links) pardon(link, nowMs)
    for (const link of silent(deps.links, nowMs)) deps.cut(link)
  }
}

function pardon(link: Heard, nowMs: number): void {
  link.heardAtMs = Math.max(link.heardAtMs, nowMs - (LINK_SILENCE_MS - WAKE_GRACE_MS))
}

/** Collected first: cutting changes the table that is being walked. */
function silent<L extends Heard>(links: Iterable<L>, nowMs: number): readonly L[] {
  return [...links].filter((link) => nowMs - link.heardAtMs >= LINK_SILENCE_MS)
}
