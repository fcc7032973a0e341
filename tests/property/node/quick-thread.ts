import { parentPort, workerData } from 'node:worker_threads'
import type { Seeds } from '../../support/seed-thread.ts'
import { runQuickSchedule } from './quick-schedule.ts'

const { first, count } = workerData as Seeds
for (let seed = first; seed < first + count; seed++) await runQuickSchedule(seed)
parentPort?.postMessage(count)
