import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { LogFields } from '../core/logger.ts'
import type { Tracer } from '../core/tracer.ts'

type Traced = LogFields & Readonly<{ trace: string }>

const current = new AsyncLocalStorage<Traced>()
/** Of this process: the same number means something else after a restart. */
const prefix = randomBytes(4).toString('hex')
let count = 0

/** Follows the work through its awaits. What is handed to a queue is the queue's, and has no name. */
export const systemTracer: Tracer = {
  run: (about, work) => {
    count += 1
    return current.run({ ...about, trace: `${prefix}-${count}` }, work)
  },
}

/** For the log. */
export function currentTrace(): Traced | undefined {
  return current.getStore()
}
