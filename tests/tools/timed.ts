export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: string }> {
  const beganMs = performance.now()
  const result = await work()
  return { result, seconds: ((performance.now() - beganMs) / 1000).toFixed(1) }
}
