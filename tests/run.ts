/**
 * `npm test [-- ring… --nightly]`: the checks, then the rings of tests in order, each in a process of its own. The last line
 * is the sum: `N passed, N failed, N skipped`.
 */
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { check } from './tools/check-steps.ts'
import { provide } from './tools/provide.ts'
import { type RingSettings, runRing } from './tools/ring-process.ts'
import { globsOf, RINGS, type Ring } from './tools/rings.ts'
import { timed } from './tools/timed.ts'

const root = join(import.meta.dirname, '..')
const stages = ['check', ...RINGS] as const
type Stage = (typeof stages)[number]
type Sum = Readonly<{ passed: number; failed: number; skipped: number }>

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { nightly: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !stages.includes(name as Stage))
if (unknown.length > 0) {
  console.error(`no such ring: ${unknown.join(', ')}; there are ${stages.join(', ')}`)
  process.exit(2)
}
const scratch = mkdtempSync(join(tmpdir(), 'homing-test-'))
try {
  const wanted = stages.filter((name) => positionals.length === 0 || positionals.includes(name))
  if (wanted.some((stage) => stage !== 'check')) await provide()
  const sums: Sum[] = []
  for (const stage of wanted) sums.push(await runStage(stage, { ...values, root, scratch }))
  finish(sums)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

async function runStage(stage: Stage, settings: RingSettings): Promise<Sum> {
  if (stage === 'check') {
    console.log('check')
    return { ...(await check({ architecture: false })), skipped: 0 }
  }
  const files = globSync(globsOf(stage), { cwd: root }).toSorted()
  return files.length === 0
    ? { passed: 0, failed: 0, skipped: 0 }
    : runFiles(stage, files, settings)
}

async function runFiles(
  ring: Ring,
  files: readonly string[],
  settings: RingSettings,
): Promise<Sum> {
  console.log(`${ring}: ${files.length} files`)
  const { result, seconds } = await timed(() => runRing(ring, files, settings))
  const { passed, failed, skipped, problem } = result
  console.log(`${ring}: ${passed + failed + skipped} tests in ${seconds} s`)
  if (problem === undefined) return { passed, failed, skipped }
  console.log(`  FAILED   ${ring}: ${problem}`)
  return { passed, failed: failed + 1, skipped }
}

function finish(sums: readonly Sum[]): void {
  const total = (pick: (sum: Sum) => number) => sums.reduce((sum, each) => sum + pick(each), 0)
  const passed = total((sum) => sum.passed)
  const failed = total((sum) => sum.failed)
  console.log(`${passed} passed, ${failed} failed, ${total((sum) => sum.skipped)} skipped`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
