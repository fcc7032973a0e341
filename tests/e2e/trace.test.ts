/** One call, followed through the logs of a real node and a real relay; and what an operator does, through audit and log. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { eventually, makeHoming } from '../support/homing-process.ts'
import { operatorCommand } from '../support/operator-command.ts'
import { startRelay } from '../support/relay-process.ts'

/** Each statement is told. */
const SLOW = ['--slow-statement-ms', '0']

type Line = Readonly<Record<string, unknown>>

async function linesOf(folder: string, program: string): Promise<readonly Line[]> {
  const text = await readFile(join(folder, 'logs', `${program}.log`), 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
}

/** Waits for such a line. */
async function found(folder: string, program: string, fits: (line: Line) => boolean) {
  let line: Line | undefined
  await eventually(async () => {
    line = (await linesOf(folder, program)).find(fits)
    return line !== undefined
  })
  return line ?? {}
}

test('a request of a node is followed by its device and number from its log through those of the relay', async () => {
  await using relay = await startRelay({ args: SLOW })
  await using alice = await makeHoming('alice')
  await alice.up()
  await alice.register(relay)
  const { device } = await found(alice.folder, 'node', ({ msg }) => msg === 'node started')
  const refused = await alice.run(['friends', 'add', 'nobody-here'])
  assert.notEqual(refused.code, 0)
  const told = await found(alice.folder, 'node', ({ msg, code }) => {
    return msg === 'the home refused a request' && code !== 'signed-out'
  })
  const isOf = (line: Line) => line['from'] === device && line['request'] === told['request']
  const isSlow = ({ msg }: Line) => msg === 'statement was slow'
  const first = await found(relay.folder, 'relay', (line) => isOf(line) && isSlow(line))
  assert.equal(first['call'], told['call'])
  const lines = await linesOf(relay.folder, 'relay')
  const traced = lines.filter(({ trace }) => trace === first['trace'])
  assert.ok(traced.length >= 1)
  for (const line of traced) assert.ok(isOf(line), JSON.stringify(line))
})

test('what an operator did stands in the audit with the trace of what it cost', async () => {
  await using relay = await startRelay({ args: SLOW })
  const { code, stderr } = await operatorCommand(['admin', 'invite', '--data', relay.folder])
  assert.equal(code, 0, stderr)
  const act = await found(relay.folder, 'audit', ({ msg }) => msg === 'operator acted')
  const slow = await found(relay.folder, 'relay', ({ msg, trace }) => {
    return msg === 'statement was slow' && trace === act['trace']
  })
  assert.deepEqual([slow['call'], slow['by']], ['invite', act['by']])
})
