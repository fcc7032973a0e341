import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

const ROOT = join(import.meta.dirname, '..', '..')
const MODULE = new URL('mutant.ts', import.meta.url)

/** A program that breaks one promise, and the test that must notice. */
export type Mutant = Readonly<{
  /** Where, from the root; what stands there, once; and what instead. */
  file: string
  from: string
  to: string
  /** The file of the test, and its name or a part of it. */
  by: readonly [file: string, name: string]
  /** What it says then: it fails for this reason and no other. */
  caught: RegExp
}>

/** Runs that one test with the mutant in it and in every program that it starts. It must fail, and say why. */
export async function isCaught(t: TestContext, { by, caught, ...change }: Mutant): Promise<void> {
  const [file, name] = by
  assert.ok(readFileSync(join(ROOT, file), 'utf8').includes(name), `${file} has no test ${name}`)
  const preload = new URL(MODULE)
  for (const [key, value] of Object.entries(change)) preload.searchParams.set(key, value)
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const args = [`--import=${preload.href}`, '--test-name-pattern', quoted(name), file]
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, HOMING_TEST_PRELOAD: preload.href },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: t.signal,
    killSignal: 'SIGTERM',
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  }
  const [code] = (await once(child, 'close')) as [number | null]
  assert.notEqual(code, 0, `it passed\n${said}`)
  assert.match(said, caught)
  t.diagnostic(
    said
      .split('\n')
      .find((line) => caught.test(line))
      ?.trim() ?? '',
  )
}

function quoted(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
