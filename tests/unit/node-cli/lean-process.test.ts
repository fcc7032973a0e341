import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runsNode } from '../../../node/cli/runs-node.ts'
import { becomeLean, LEAN, type ProcessImage } from '../../../src/system/lean-process.ts'

type Replaced = Readonly<{ file: string; args: readonly string[]; env: NodeJS.ProcessEnv }>

function imageOf(given: Partial<ProcessImage>): { image: ProcessImage; replaced: Replaced[] } {
  const replaced: Replaced[] = []
  const execve = ((file: string, args: readonly string[], env: NodeJS.ProcessEnv) => {
    replaced.push({ file, args, env })
  }) as NonNullable<ProcessImage['execve']>
  const argv = ['/bin/node', '/app/main.ts', 'up']
  const image = { argv, env: { HOMING_HOME: '/p' }, execArgv: ['--x'], platform: 'linux' as const }
  return { image: { ...image, execve, ...given }, replaced }
}

test('a node replaces its process once, with its own flags, arguments and environment kept', () => {
  const { image, replaced } = imageOf({})
  becomeLean(LEAN, image)
  assert.deepEqual(replaced, [
    {
      file: '/bin/node',
      args: ['/bin/node', '--x', ...LEAN.flags, '/app/main.ts', 'up'],
      env: { HOMING_HOME: '/p', MALLOC_ARENA_MAX: '1' },
    },
  ])
  const again = imageOf({ execArgv: ['--x', ...LEAN.flags] })
  becomeLean(LEAN, again.image)
  assert.deepEqual(again.replaced, [])
})

test('where a process cannot be replaced it goes on as it is', () => {
  const windows = imageOf({ platform: 'win32' })
  becomeLean(LEAN, windows.image)
  assert.deepEqual(windows.replaced, [])
})

test('only the command that is the node itself asks for it', () => {
  assert.ok(runsNode(['up']))
  assert.ok(runsNode(['--json', 'up', '--foreground']))
  assert.ok(!runsNode(['up', '--detach']))
  assert.ok(!runsNode(['chat', 'bob', 'up']))
  assert.ok(!runsNode([]))
})
