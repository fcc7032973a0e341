import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LIVENESS_TICK_MS, SPARE_LINK_MS } from '../../../src/net/limits.ts'
import { closeSpare } from '../../../src/net/spare-links.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

test('a spare link is closed soon after its last stream, one that is not spare never', async () => {
  const clock = new TurnedClock()
  const streams: string[] = ['chunks']
  const usual = { connection: { streams: [] as string[] } }
  const spare = { connection: { streams }, spareAtMs: clock.monotonicMs() }
  const links = new Set<typeof usual & { spareAtMs?: number }>([usual, spare])
  const close = (link: typeof usual) => void links.delete(link)
  const stop = new AbortController()
  const ended = closeSpare({ clock, links, close }, { signal: stop.signal })
  const turn = async (ms: number) => {
    for (let at = 0; at < ms; at += 1_000) await clock.turn(1_000)
  }
  await turn(10 * SPARE_LINK_MS)
  assert.deepEqual([...links], [usual, spare])
  streams.pop()
  await turn(SPARE_LINK_MS - LIVENESS_TICK_MS)
  assert.deepEqual([...links], [usual, spare], 'the next stream may come')
  await turn(3 * LIVENESS_TICK_MS)
  assert.deepEqual([...links], [usual])
  stop.abort(new Error('over'))
  await assert.rejects(ended, /over/)
})
