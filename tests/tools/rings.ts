/** The rings of tests, from the quick to the slow: a fault should show in the first ring that can show it. */
export const RINGS = [
  'unit',
  'contract',
  'property',
  'wire',
  'architecture',
  'sim',
  'integration',
  'e2e',
] as const

export type Ring = (typeof RINGS)[number]

/** Test files at the same time. Two cores are the machine the project is measured on. */
export const TEST_CONCURRENCY = 2

/** A test that takes longer hangs. The last three rings run whole programs, and more rounds of them at night. */
export function timeoutMs(ring: Ring, options: Readonly<{ nightly: boolean }>): number {
  const slow = ring === 'sim' || ring === 'integration' || ring === 'e2e'
  const minutes = (slow ? 10 : 3) * (options.nightly ? 12 : 1)
  return minutes * 60_000
}

/** Globs of a ring's files, from the root. */
export function globsOf(ring: Ring): string[] {
  return ring === 'architecture' ? ['tests/architecture.test.ts'] : [`tests/${ring}/**/*.test.ts`]
}
