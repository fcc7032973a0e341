import type { TestEvent } from 'node:test/reporters'

/** What a ring did so far. `open` are the files that began and have not ended. */
export type Tally = {
  passed: number
  failed: number
  skipped: number
  open: string[]
}

/** One thing to tell the person at the terminal. */
export type Finding = Readonly<
  | { kind: 'failed'; file: string; name: string; why: unknown }
  | { kind: 'skipped'; file: string; name: string; reason: string }
>

export function emptyTally(): Tally {
  return { passed: 0, failed: 0, skipped: 0, open: [] }
}

/**
 * Counts one event of `node --test`. Beyond what the runner itself calls a failure, these fail: a file that runs no test,
 * and a test skipped or left to do without a reason.
 */
export function count(tally: Tally, event: TestEvent): Finding | undefined {
  switch (event.type) {
    case 'test:dequeue':
      if (isFile(event.data)) tally.open.push(event.data.file)
      return undefined
    case 'test:complete':
      if (isFile(event.data)) tally.open = tally.open.filter((file) => file !== event.data.file)
      return undefined
    case 'test:pass':
      return countPass(tally, event.data)
    case 'test:fail':
      return countFail(tally, event.data)
    case 'test:summary':
      return countSummary(tally, event.data)
    default:
      return undefined
  }
}

type EventData<Type extends TestEvent['type']> = Extract<TestEvent, { type: Type }>['data']
type Named = Readonly<{ name: string; nesting: number; file?: string | undefined }>

export function isFile<T extends Named>(data: T): data is T & { file: string } {
  return data.nesting === 0 && data.file !== undefined && data.name === data.file
}

function countPass(tally: Tally, data: EventData<'test:pass'>): Finding | undefined {
  if (isFile(data)) return failed(tally, data, 'runs no test')
  const excuse = data.skip ?? data.todo
  if (excuse !== undefined && excuse !== false) return countExcuse(tally, data, excuse)
  if (data.details.type !== 'suite') tally.passed += 1
  return undefined
}

function countExcuse(tally: Tally, data: Named, excuse: string | true): Finding {
  if (excuse === true || excuse.trim() === '')
    return failed(tally, data, 'skipped without a reason')
  tally.skipped += 1
  return { kind: 'skipped', file: data.file ?? '', name: data.name, reason: excuse }
}

function countFail(tally: Tally, data: EventData<'test:fail'>): Finding | undefined {
  const { error } = data.details
  // The parent of a failed test fails too: once is enough.
  if ((error as { failureType?: string }).failureType === 'subtestsFailed') return undefined
  return failed(tally, data, error.cause ?? error)
}

function countSummary(tally: Tally, data: EventData<'test:summary'>): Finding | undefined {
  if (data.file === undefined || data.counts.tests > 0 || data.counts.skipped > 0) return undefined
  return failed(tally, { name: data.file, nesting: 0, file: data.file }, 'runs no test')
}

function failed(tally: Tally, data: Named, why: unknown): Finding {
  tally.failed += 1
  return { kind: 'failed', file: data.file ?? '', name: data.name, why }
}
