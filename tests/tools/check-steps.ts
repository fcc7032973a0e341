import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { timed } from './timed.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const BIN = join(ROOT, 'node_modules', '.bin')

type Step = Readonly<{ name: string; command: readonly [string, ...string[]] }>

const STEPS: readonly Step[] = [
  { name: 'format', command: ['biome', 'format', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', command: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'unused', command: ['knip'] },
  { name: 'lock is complete', command: ['node', 'tests/tools/lock.ts', '--check'] },
  { name: 'generated is fresh', command: ['node', 'tests/tools/generate.ts', '--check'] },
]
const ARCHITECTURE: Step = {
  name: 'architecture',
  command: ['node', '--test', '--test-reporter=dot', 'tests/architecture.test.ts'],
}

export type CheckReport = Readonly<{ passed: number; failed: number }>

/**
 * Everything that can be known without running the programs. Each step is one command that can be run alone; a step that
 * fails shows what it printed.
 * @param options.architecture whether to run that ring as a step; `npm test` runs it as a ring.
 */
export async function check(options: Readonly<{ architecture: boolean }>): Promise<CheckReport> {
  const steps = options.architecture ? [...STEPS, ARCHITECTURE] : STEPS
  let failed = 0
  for (const step of steps) if (!(await passes(step))) failed += 1
  return { passed: steps.length - failed, failed }
}

async function passes(step: Step): Promise<boolean> {
  const { result, seconds } = await timed(() => run(step.command))
  console.log(`  ${result.code === 0 ? 'ok     ' : 'FAILED '}  ${step.name}  ${seconds} s`)
  if (result.code !== 0) console.log(`--- ${step.command.join(' ')}\n${result.output}\n---`)
  return result.code === 0
}

function run([program, ...args]: Step['command']): Promise<{ code: number; output: string }> {
  // The tools are scripts with a `#!` line of their own: they run on this Node, not on the one in PATH.
  const script = program === 'node' ? [] : [realpathSync(join(BIN, program))]
  const child = spawn(process.execPath, [...script, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
