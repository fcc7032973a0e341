import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LINK_SILENCE_MS, LIVENESS_TICK_MS } from '../../../src/net/limits.ts'
import { watchSilence } from '../../../src/net/link-silence.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

/** security.md: a half-open link is known within this time. */
const PROMISED_MS = 35_000

type Watched = { name: string; heardAtMs: number }

function watch() {
  const clock = new TurnedClock()
  const links = new Set<Watched>()
  const cuts: { name: string; atMs: number }[] = []
  const stop = new AbortController()
  const cut = (link: Watched) => {
    links.delete(link)
    cuts.push({ name: link.name, atMs: clock.monotonicMs() })
  }
  const ended = watchSilence({ clock, links, cut }, { signal: stop.signal })
  const add = (name: string) => {
    const link = { name, heardAtMs: clock.monotonicMs() }
    links.add(link)
    return link
  }
  return { clock, cuts, add, stop, ended }
}

test('a silent link is cut within the promised time, one that is heard never', async () => {
  const { clock, cuts, add, stop, ended } = watch()
  add('silent')
  const heard = add('heard')
  for (let second = 0; second < 120; second++) {
    await clock.turn(1_000)
    heard.heardAtMs = clock.monotonicMs()
  }
  assert.deepEqual(
    cuts.map(({ name }) => name),
    ['silent'],
  )
  assert.ok((cuts[0]?.atMs ?? 0) <= PROMISED_MS)
  assert.ok((cuts[0]?.atMs ?? 0) >= LINK_SILENCE_MS)
  stop.abort(new Error('over'))
  await assert.rejects(ended, { message: 'over' })
})

test('whenever the silence begins it is known within the promised time', async () => {
  for (let offsetMs = 0; offsetMs <= LIVENESS_TICK_MS; offsetMs += 250) {
    const { clock, cuts, add } = watch()
    await clock.turn(offsetMs)
    add('silent')
    await clock.turn(PROMISED_MS)
    assert.equal(cuts.length, 1, `silent since ${offsetMs}`)
  }
})

test('after a sleep every link may first be heard again, and is cut when it is not', async () => {
  const { clock, cuts, add } = watch()
  const lives = add('lives')
  add('dead')
  await clock.turn(LIVENESS_TICK_MS)
  // The machine slept for an hour: the timer fires late, and nothing was heard meanwhile.
  clock.skip(3_600_000)
  await clock.turn(LIVENESS_TICK_MS)
  assert.deepEqual(cuts, [])
  lives.heardAtMs = clock.monotonicMs()
  await clock.turn(15_000)
  assert.deepEqual(
    cuts.map(({ name }) => name),
    ['dead'],
  )
})
