import { Worker } from 'node:worker_threads'

/** So many seeds, one after the other. */
export type Seeds = Readonly<{ first: number; count: number }>

/**
 * Runs a program with these seeds in a thread of its own and returns what it posts. The test runner watches every promise of its
 * own thread: there, schedules of nothing but promises take twice as long.
 * @throws what the program throws.
 */
export async function inSeedThread<T>(
  program: URL,
  seeds: Seeds,
  { signal }: Readonly<{ signal: AbortSignal }>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const worker = new Worker(program, { workerData: seeds })
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}, silently`)))
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  try {
    return await promise
  } finally {
    await worker.terminate()
  }
}
