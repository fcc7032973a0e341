import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const DEMO = fileURLToPath(new URL('../demo.ts', import.meta.url))

/** A demo that hangs is interrupted, and the test fails. */
const DEMO_LIFE_MS = 150_000

/** The demo with a temporary folder of its own, so that what it leaves behind is seen. */
async function startDemo(args: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'homing-demo-test-'))
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const child = spawn(process.execPath, [DEMO, ...args], {
    // A group of its own: Ctrl-C on a terminal reaches every process of it.
    detached: true,
    env: { ...env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let wake = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      wake()
    })
  }
  const late = setTimeout(() => child.kill('SIGINT'), DEMO_LIFE_MS)
  const exited = once(child, 'close').then(([code]) => {
    clearTimeout(late)
    return code as number
  })
  return {
    exited,
    printed: () => printed,
    left: () => readdir(folder),
    interrupt: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
    async see(text: string): Promise<void> {
      while (!printed.includes(text)) {
        if (child.exitCode !== null) throw new Error(`ended before: ${text}\n${printed}`)
        await new Promise<void>((resolve) => {
          wake = resolve
          void exited.then(() => resolve())
        })
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGINT')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

test('the demo does all that it says with a file that is given, and leaves nothing behind', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'homing-demo-file-')), 'given.bin')
  await writeFile(file, Buffer.alloc(3_000_000, 5))
  await using demo = await startDemo([file])
  assert.equal(await demo.exited, 0, demo.printed())
  assert.match(demo.printed(), /root +bafy|root +bafk/)
  assert.match(demo.printed(), /path +(lan|direct)/)
  assert.match(demo.printed(), /rate +\d+ MB\/s/)
  assert.match(demo.printed(), /You will read this when you are back/)
  assert.deepEqual(await demo.left(), [])
  await rm(join(file, '..'), { recursive: true })
})

test('Ctrl-C at any step stops everything and leaves nothing behind', async () => {
  for (const moment of ['a relay starts', 'two nodes start', 'they talk']) {
    await using demo = await startDemo([])
    await demo.see(moment)
    demo.interrupt()
    assert.equal(await demo.exited, 130, demo.printed())
    assert.deepEqual(await demo.left(), [], moment)
  }
})

test('a file that is not there is told, and the demo fails', async () => {
  await using demo = await startDemo(['/nonexistent/film.mkv'])
  assert.equal(await demo.exited, 1)
  assert.match(demo.printed(), /is no file/)
  assert.deepEqual(await demo.left(), [])
})
