import { parentPort, workerData } from 'node:worker_threads'
import type { Seeds } from '../support/seed-thread.ts'
import { allArrive } from '../support/transfer-lab/arrival.ts'
import { PROFILES, runLives } from '../support/transfer-lab/schedule.ts'

export type Task = Seeds & Readonly<{ work: keyof typeof PROFILES | 'arrive' }>

const { work, ...seeds } = workerData as Task
// Lives for each seed, or one life with as many transfers.
const total =
  work === 'arrive'
    ? await allArrive(seeds.first, seeds.count)
    : await runLives(seeds, PROFILES[work])
// A message port of threads has no origin; the rule means windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(total)
