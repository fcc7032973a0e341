import { parentPort, workerData } from 'node:worker_threads'
import type { Seeds } from '../../support/seed-thread.ts'
import { addTally, emptyTally, runShortLives } from './schedule.ts'
import { SettledHome } from './settled-home.ts'

/** In one store, one after the other. */
const LIVES_PER_HOME = 20

const { first, count } = workerData as Seeds
using settled = await SettledHome.build(LIVES_PER_HOME)
const total = emptyTally()
for (let seed = first; seed < first + count; seed += LIVES_PER_HOME) {
  addTally(total, await runShortLives(seed, settled))
}
// A message port of threads has no origin; the rule means windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(total)
