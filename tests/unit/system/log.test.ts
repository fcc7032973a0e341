import assert from 'node:assert/strict'
import {
  mkdir,
  mkdtempDisposable,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { MAX_LINE_CHARS, openLog } from '../../../src/system/log.ts'
import { systemTracer } from '../../../src/system/trace.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const HOUR_MS = 3_600_000
const temporary = () => mkdtempDisposable(join(tmpdir(), 'homing-log-'))

async function recordsOf(path: string): Promise<Record<string, unknown>[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a record holds time, level, program, component, facts and the sentence', async () => {
  await using folder = await temporary()
  const clock = new TurnedClock(Date.UTC(2026, 10, 23))
  await using opened = await openLog({ folder: folder.path, program: 'relay', clock })
  opened.log.child({ component: 'spool' }).info({ bytes: 5 }, 'chunk stored')
  assert.deepEqual(await recordsOf(join(folder.path, 'relay.log')), [
    {
      level: 'info',
      time: '2026-11-23T00:00:00.000Z',
      program: 'relay',
      pid: process.pid,
      component: 'spool',
      bytes: 5,
      msg: 'chunk stored',
    },
  ])
})

test('lines of one request carry the same name, through its awaits and children, and no other line does', async () => {
  await using folder = await temporary()
  await using opened = await openLog({ folder: folder.path, program: 'relay' })
  const request = async (n: number) => {
    opened.log.info({ n }, 'began')
    await new Promise((resolve) => setImmediate(resolve))
    opened.log.child({ component: 'spool' }).info({ n }, 'ended')
  }
  const both = [1, 2].map((n) => systemTracer.run({ call: 'sync' }, () => request(n)))
  opened.log.info({}, 'beside')
  await Promise.all(both)
  const records = await recordsOf(join(folder.path, 'relay.log'))
  const [one, two] = [1, 2].map((n) => records.filter((each) => each['n'] === n))
  assert.equal(new Set(one?.map(({ trace }) => trace)).size, 1)
  assert.equal(new Set(two?.map(({ trace }) => trace)).size, 1)
  assert.match(String(one?.[0]?.['trace']), /^[0-9a-f]{8}-\d+$/)
  assert.notEqual(one?.[0]?.['trace'], two?.[0]?.['trace'])
  assert.equal(one?.[1]?.['call'], 'sync', 'each says what it is about')
  assert.equal(records.find(({ msg }) => msg === 'beside')?.['trace'], undefined)
})

test('what is below the level is not written', async () => {
  await using folder = await temporary()
  await using opened = await openLog({ folder: folder.path, program: 'relay', level: 'warn' })
  opened.log.debug({}, 'one')
  opened.log.info({}, 'two')
  opened.log.warn({}, 'three')
  opened.log.error({}, 'four')
  const records = await recordsOf(join(folder.path, 'relay.log'))
  assert.deepEqual(
    records.map(({ msg }) => msg),
    ['three', 'four'],
  )
})

test('the file and the folder are for their owner only, also when the file was there before', async () => {
  await using folder = await temporary()
  const logs = join(folder.path, 'deep', 'logs')
  await using first = await openLog({ folder: logs, program: 'relay' })
  first.log.info({}, 'started')
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
  assert.equal(await modeOf(logs), '700')
  assert.equal(await modeOf(join(logs, 'relay.log')), '600')

  await writeFile(join(logs, 'node.log'), '', { mode: 0o644 })
  await using second = await openLog({ folder: logs, program: 'node' })
  second.log.info({}, 'started')
  assert.equal(await modeOf(join(logs, 'node.log')), '600')
})

test('a planted link is not followed', async () => {
  await using folder = await temporary()
  const target = join(folder.path, 'precious')
  await writeFile(target, 'x')
  await symlink(target, join(folder.path, 'relay.log'))
  await assert.rejects(openLog({ folder: folder.path, program: 'relay' }), { code: 'ELOOP' })
  assert.equal(await readFile(target, 'utf8'), 'x')
})

test('no file grows beyond its limit, and no more files are kept than asked', async () => {
  await using folder = await temporary()
  const rotation = { maxFileBytes: 1_000, keepFiles: 3 }
  await using opened = await openLog({ folder: folder.path, program: 'relay', rotation })
  for (let number = 0; number < 200; number += 1) opened.log.info({ number }, 'counted')

  const names = (await readdir(folder.path)).toSorted()
  assert.deepEqual(names, ['relay.1.log', 'relay.2.log', 'relay.3.log', 'relay.log'])
  const kept: unknown[] = []
  for (const name of ['relay.3.log', 'relay.2.log', 'relay.1.log', 'relay.log']) {
    assert.ok((await stat(join(folder.path, name))).size <= 1_000, name)
    kept.push(...(await recordsOf(join(folder.path, name))).map(({ number }) => number))
  }
  const expected = Array.from({ length: kept.length }, (_, index) => 200 - kept.length + index)
  assert.deepEqual(kept, expected, 'the youngest records, without a gap')
  assert.ok(kept.length > 20)
})

test('a file is put aside when it is old enough, counted from its first record, across restarts', async () => {
  await using folder = await temporary()
  const clock = new TurnedClock()
  const options = {
    folder: folder.path,
    program: 'relay',
    clock,
    rotation: { maxAgeMs: 24 * HOUR_MS },
  }
  {
    await using opened = await openLog(options)
    opened.log.info({}, 'first')
    await clock.turn(20 * HOUR_MS)
    opened.log.info({}, 'second')
  }
  await clock.turn(4 * HOUR_MS - 1)
  await using opened = await openLog(options)
  opened.log.info({}, 'third')
  assert.deepEqual(await readdir(folder.path), ['relay.log'])
  await clock.turn(1)
  opened.log.info({}, 'fourth')
  assert.deepEqual((await readdir(folder.path)).toSorted(), ['relay.1.log', 'relay.log'])
  const [record] = await recordsOf(join(folder.path, 'relay.log'))
  assert.equal(record?.['msg'], 'fourth')
})

test('a record that cannot be bounded field by field keeps its sentence and loses the rest', async () => {
  await using folder = await temporary()
  await using opened = await openLog({ folder: folder.path, program: 'relay' })
  const fields: Record<string, unknown> = {}
  for (const name of 'abcdefghij') fields[name] = Array.from({ length: 30 }, () => 'x'.repeat(500))
  opened.log.info(fields, 'big')
  const line = await readFile(join(folder.path, 'relay.log'), 'utf8')
  assert.ok(line.length < 1_000, `${line.length} characters`)
  const record = JSON.parse(line) as Record<string, unknown>
  assert.equal(record['msg'], 'big')
  assert.ok(Number(record['droppedBytes']) > MAX_LINE_CHARS)
})

test('a disk that refuses costs lines, not the process, and the loss is told', async () => {
  await using folder = await temporary()
  const rotation = { maxFileBytes: 300, keepFiles: 1 }
  await using opened = await openLog({ folder: folder.path, program: 'relay', rotation })
  const blocker = join(folder.path, 'relay.1.log')
  await mkdir(join(blocker, 'full'), { recursive: true })
  for (let number = 0; number < 10; number += 1) opened.log.info({ number }, 'counted')
  await rm(blocker, { recursive: true })
  opened.log.info({ number: 10 }, 'counted')

  const written = [
    ...(await recordsOf(blocker)),
    ...(await recordsOf(join(folder.path, 'relay.log'))),
  ]
  const lost = written.find(({ msg }) => msg === 'log lines were lost')?.['lost']
  const counted = written.filter(({ msg }) => msg === 'counted')
  assert.equal(Number(lost) + counted.length, 11)
  assert.ok(Number(lost) > 0)
})

test('after its end a log takes lines and forgets them', async () => {
  await using folder = await temporary()
  const opened = await openLog({ folder: folder.path, program: 'relay' })
  opened.log.info({}, 'one')
  await opened[Symbol.asyncDispose]()
  opened.log.info({}, 'two')
  assert.equal((await recordsOf(join(folder.path, 'relay.log'))).length, 1)
})

test('the terminal gets a line for people, coloured only on a terminal', async () => {
  await using folder = await temporary()
  const clock = new TurnedClock(Date.UTC(2026, 10, 23, 15, 1, 2))
  const texts: string[] = []
  const terminal = { write: (text: string) => texts.push(text) }
  await using opened = await openLog({ folder: folder.path, program: 'relay', clock, terminal })
  const cause = Object.assign(new Error('gone'), { code: 'ECONNRESET' })
  const log = opened.log.child({ component: 'link' })
  log.warn({ ms: 3, err: new Error('cut', { cause }) }, 'link lost')
  assert.deepEqual(texts, [
    '15:01:02  warn   link  link lost  ms=3  Error: cut  because Error ECONNRESET: gone\n',
  ])
})

test('the journal gets a line without a time, with its priority', async () => {
  await using folder = await temporary()
  const texts: string[] = []
  const journal = { write: (text: string) => texts.push(text) }
  await using opened = await openLog({ folder: folder.path, program: 'relay', journal })
  opened.log.child({ component: 'spool' }).info({ bytes: 3 }, 'swept')
  opened.log.warn({}, 'slow')
  opened.log.error({ err: new Error('two\nlines') }, 'broken')
  assert.deepEqual(texts, [
    '<6>spool  swept  bytes=3\n',
    '<4>slow\n',
    '<3>broken  Error: two lines\n',
  ])
})
