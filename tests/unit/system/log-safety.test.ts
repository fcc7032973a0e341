/** What must never stand in a log, whoever forgot the rule at the place of the call. */
import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LogFields } from '../../../src/core/logger.ts'
import { openLog } from '../../../src/system/log.ts'

const CANARY = 'kanarienvogel'

async function logged(fields: LogFields, message = 'tested'): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'homing-log-'))
  await using opened = await openLog({ folder: folder.path, program: 'relay' })
  opened.log.info(fields, message)
  opened.log.child(fields).info({}, message)
  return await readFile(join(folder.path, 'relay.log'), 'utf8')
}

test('fields whose names mean secrets or content are redacted, at any depth, in bindings too', async () => {
  const names = [
    ...['password', 'newPassword', 'passphrase', 'token', 'bearer_token', 'secret', 'clientSecret'],
    ...['key', 'privateKey', 'keys', 'seed', 'body', 'messageBody', 'text', 'plaintext', 'content'],
    ...[
      'invite',
      'ticket',
      'note',
      'remark',
      'signature',
      'authorization',
      'Authorization',
      'cookie',
    ],
  ]
  for (const name of names) {
    for (const value of [CANARY, { inner: CANARY }, [CANARY], new TextEncoder().encode(CANARY)]) {
      const text = await logged({ [name]: value, deep: { deeper: { [name]: value } } })
      assert.ok(!text.includes(CANARY), `${name}: ${text}`)
      assert.ok(text.includes('[redacted]'), name)
    }
  }
})

test('numbers and flags under such names are facts and stay', async () => {
  const text = await logged({ bodyBytes: 17, keys: 3, tokenValid: false })
  for (const fact of ['"bodyBytes":17', '"keys":3', '"tokenValid":false']) {
    assert.ok(text.includes(fact), text)
  }
})

test('bytes are counted, not written', async () => {
  const text = await logged({ frame: new TextEncoder().encode(CANARY) })
  assert.ok(text.includes('"frame":"[13 bytes]"'), text)
})

test('a place on a disk is taken out; a path of the network is not', async () => {
  const text = await logged({
    path: 'direct',
    file: `/home/${CANARY}/x`,
    folders: [`C:\\${CANARY}`],
  })
  assert.ok(text.includes('"path":"direct"'), text)
  assert.ok(!text.includes(CANARY), text)
})

test('an error is written with code and cause, without the path it failed on or where we are installed', async () => {
  const cause = await readFile(`/home/${CANARY}/missing`).catch((err: unknown) => err)
  const err = new Error(`could not read /home/${CANARY}/missing`, { cause })
  const text = await logged({ err })
  assert.ok(!text.includes(CANARY), text)
  assert.ok(!text.includes(process.cwd()), text)
  const record = JSON.parse(text.split('\n')[0] ?? '') as {
    err: { type: string; message: string; stack: string; cause: { code: string; message: string } }
  }
  assert.equal(record.err.type, 'Error')
  assert.equal(record.err.message, 'could not read [path]')
  assert.match(record.err.stack, /^at .*tests\/unit\/system\/log-safety\.test\.ts/m)
  assert.equal(record.err.cause.code, 'ENOENT')
  assert.equal(record.err.cause.message, "ENOENT: no such file or directory, open '[path]'")
})

test('fields of an error that are not facts about it are left out', async () => {
  const err = Object.assign(new Error('refused'), { request: { body: CANARY }, data: CANARY })
  assert.ok(!(await logged({ err })).includes(CANARY))
})

test('errors that cause each other, and objects that contain themselves, end', async () => {
  const first = new Error('first')
  first.cause = new AggregateError([first, new Error('second')], 'both')
  const loop: Record<string, unknown> = {}
  loop['again'] = loop
  assert.ok((await logged({ err: first, loop })).includes('[deep]'))
})

test('long texts, long lists and large objects are cut, and say how long they were', async () => {
  const text = await logged({
    long: 'x'.repeat(50_000),
    many: Array.from({ length: 500 }, (_, index) => index),
    wide: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`f${index}`, index])),
  })
  assert.ok(text.length < 8_000, `${text.length}`)
  assert.ok(text.includes('50000 characters'))
  assert.ok(text.includes('468 more'))
})

test('no text of a peer can break a line or steer a terminal', async () => {
  const hostile = fc.string({
    unit: fc.constantFrom(
      '\n',
      '\r',
      '\u001b[2J',
      '\u009b31m',
      '\u202e',
      '\u2028',
      '\u007f',
      '"',
      'a',
    ),
  })
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (name, message) => {
      const lines = (await logged({ name }, message)).split('\n')
      assert.equal(lines.length, 3)
      for (const line of lines.slice(0, 2)) {
        // oxlint-disable-next-line no-misleading-character-class
        assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/)
        const record = JSON.parse(line) as Record<string, unknown>
        assert.equal(record['msg'], message)
        assert.equal(record['name'], name)
      }
    }),
    { numRuns: 50 },
  )
})

test('whatever is logged, the log does not throw', async () => {
  class Mute {
    toString(): string {
      throw new Error('mute')
    }
  }
  assert.ok((await logged({ mute: new Mute() })).includes('[object]'))
  await fc.assert(
    fc.asyncProperty(
      fc.object({ withBigInt: true, withDate: true, withMap: true }),
      async (fields) => {
        assert.equal((await logged(fields)).split('\n').length, 3)
      },
    ),
    { numRuns: 50 },
  )
})
