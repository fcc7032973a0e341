import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeHoming } from '../support/homing-process.ts'

type Up = Readonly<{ running: boolean; pid: number; profile: string }>

test('up --detach returns when the node answers; a second one finds it; down ends it', async () => {
  await using node = await makeHoming()
  const first = await node.json<Up>(['up', '--detach'])
  assert.equal(first.pid, await node.pid())
  const second = await node.json<Up>(['up', '--detach'])
  const third = await node.json<Up>(['up'])
  assert.deepEqual([second.pid, third.pid], [first.pid, first.pid])
  const { pid, link } = await node.json<{ pid: number; link: { state: string } }>(['status'])
  assert.deepEqual([pid, link.state], [first.pid, 'signed-out'])
  assert.deepEqual(await node.json(['down']), { stopped: true, pid: first.pid })
  assert.equal(existsSync(join(node.folder, 'control.json')), false)
  assert.throws(() => process.kill(first.pid, 0))
  assert.deepEqual(await node.json(['down']), { stopped: false })
})

test('starts at the same time end as one node, and all of them say so', async () => {
  await using node = await makeHoming()
  const ups = await Promise.all(Array.from({ length: 4 }, () => node.json<Up>(['up', '--detach'])))
  assert.deepEqual(new Set(ups.map(({ pid }) => pid)), new Set([await node.pid()]))
  // A start that lost would take over as soon as the winner stops.
  assert.deepEqual(processesIn(node.folder), [await node.pid()])
  await node.ok(['down'])
  assert.deepEqual(processesIn(node.folder), [])
})

test('a node in the foreground says that it runs, and ends with success on SIGTERM and SIGINT', async () => {
  await using node = await makeHoming()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const up = node.start(['up', '--json'])
    const { pid } = JSON.parse(await up.line()) as Up
    assert.equal(pid, up.pid)
    assert.equal(await up.kill(signal), 0)
    assert.equal(up.stdout.trimEnd().split('\n').length, 1)
    assert.equal(existsSync(join(node.folder, 'control.json')), false)
  }
})

test('a signal that comes while a node starts ends it too', async () => {
  await using node = await makeHoming()
  for (const waitMs of [50, 150, 250, 350, 450]) {
    const up = node.start(['up'], { lifeMs: 60_000 })
    // No event tells how far a starting process is: these are spread over its start.
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    await up.kill('SIGTERM')
    assert.doesNotMatch(up.stderr, /ended by the test/)
  }
  await node.up()
})

test('after a crash the next start takes over', async () => {
  await using node = await makeHoming()
  await node.up()
  await node.crash()
  const { code, stderr } = await node.run(['status'])
  assert.equal(code, 3)
  assert.match(stderr, /homing up --detach/)
  await node.up()
  await node.ok(['status'])
})

test('a profile that others can read refuses to start, and names the chmod to run', async () => {
  await using node = await makeHoming()
  mkdirSync(node.folder, { mode: 0o755 })
  chmodSync(node.folder, 0o755)
  const { code, stderr } = await node.run(['up', '--detach'])
  assert.equal(code, 1)
  assert.match(stderr, /did not start/)
  assert.match(stderr, /chmod 700/)
  const doctor = await node.run(['doctor'])
  assert.equal(doctor.code, 10)
  assert.match(doctor.stdout, /chmod 700/)
})

test('everything in a profile is for its owner alone', async () => {
  await using node = await makeHoming()
  await node.up()
  for (const entry of readdirSync(node.folder, { recursive: true, withFileTypes: true })) {
    if (entry.parentPath.startsWith(node.downloads) || entry.name === 'downloads') continue
    const { mode } = statSync(join(entry.parentPath, entry.name))
    assert.equal(mode & 0o077, 0, join(entry.parentPath, entry.name))
  }
})

test('two profiles on one machine run side by side', async () => {
  await using one = await makeHoming('one')
  await using two = await makeHoming('two')
  await Promise.all([one.up(), two.up()])
  assert.notEqual(await one.pid(), await two.pid())
  await one.ok(['down'])
  assert.equal((await one.run(['status'])).code, 3)
  await two.ok(['status'])
})

test('a node that is not signed in says so, with what to run', async () => {
  await using node = await makeHoming()
  await node.up()
  for (const args of [['whoami'], ['friends'], ['chat', 'bob', 'hi'], ['devices'], ['logout']]) {
    const { code, stderr } = await node.run(args)
    assert.equal(code, 4, `${args.join(' ')}: ${stderr}`)
  }
  const doctor = await node.run(['doctor'])
  assert.equal(doctor.code, 10)
  assert.match(doctor.stdout, /homing register/)
})

/** The daemons of a profile: they work in its folder. Where there is no /proc, those that control.json names. */
function processesIn(folder: string): readonly number[] {
  if (!existsSync('/proc/self/cwd'))
    return existsSync(join(folder, 'control.json')) ? [pidIn(folder)] : []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => workingFolder(name) === folder)
    .map(Number)
}

function pidIn(folder: string): number {
  const file = JSON.parse(readFileSync(join(folder, 'control.json'), 'utf8')) as { pid: number }
  return file.pid
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}
