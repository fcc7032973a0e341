import { parentPort, workerData } from 'node:worker_threads'
import type { Seeds } from '../../support/seed-thread.ts'
import { runQuickSchedule } from './quick-schedule.ts'

const { first, count } = workerData as Seeds
for (let seed = first; seed < first + count; seed++) await runQuickSchedule(seed)
// A message port of threads has no origin; the rule means windows.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(count)
