import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { befriend, eventually, makeHoming, PASSWORD } from '../support/homing-process.ts'
import { startRelay } from '../support/relay-process.ts'

/** Each of these goes through a whole run; none may be found where others, or a thief, or an operator looks. */
const TEXT = 'canary-of-a-chat-text'
const NAME = 'canary-of-a-file-name.txt'
const CONTENT = 'canary-of-a-file-content'

test('no password, token, text or content in arguments, environments or logs', async (t) => {
  await using relay = await startRelay({ args: ['--log-level', 'debug'] })
  await using alice = await makeHoming('alice')
  await using bob = await makeHoming('bob')
  const watched = watchProcesses([PASSWORD])
  await befriend(relay, alice, bob)
  await alice.ok(['chat', 'bob', '--', TEXT])
  await eventually(async () => (await bob.ok(['chat', 'alice', '--history'])).includes(TEXT))
  const path = join(alice.folder, '..', NAME)
  writeFileSync(path, CONTENT)
  await bob.ok(['rules', 'set', 'alice', '--up-to', '1MB'])
  await alice.ok(['send', 'bob', path])
  const token = JSON.parse(readFileSync(join(alice.folder, 'control.json'), 'utf8')) as Tokens
  const inProcesses = [...watched.stop(), ...lookAtProcesses([token.token, token.proof])]
  assert.deepEqual(inProcesses, [])
  await Promise.all([alice.ok(['down']), bob.ok(['down'])])
  await relay.stop()

  const secrets = [PASSWORD, token.token, token.proof]
  for (const folder of [alice.folder, bob.folder, relay.folder]) {
    assert.deepEqual(found(folder, secrets), [], 'secrets are in no file at all')
  }
  for (const logs of [join(alice.folder, 'logs'), join(bob.folder, 'logs'), relay.folder]) {
    const places = found(logs, [TEXT, NAME, CONTENT]).filter((place) => place.endsWith('.log'))
    assert.deepEqual(places, [], 'content is in no log')
  }
  const stored = found(bob.folder, [CONTENT])
  t.diagnostic(`content lies where it was sent: ${stored.length} file`)
  assert.deepEqual(stored, [join(bob.downloads, NAME)], 'the search finds what is there')
  assert.deepEqual(found(relay.folder, [CONTENT]), [], 'file content never reaches the relay')
})

type Tokens = Readonly<{ token: string; proof: string }>

function found(folder: string, secrets: readonly string[]): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return secrets.some((secret) => bytes.includes(secret))
    })
}

/** Looks at all processes again and again while others work. */
function watchProcesses(secrets: readonly string[]) {
  const seen = new Set<string>()
  const timer = setInterval(() => {
    for (const place of lookAtProcesses(secrets)) seen.add(place)
  }, 20)
  return {
    stop(): readonly string[] {
      clearInterval(timer)
      return [...seen]
    },
  }
}

/** Where /proc is: arguments and environments of every process. */
function lookAtProcesses(secrets: readonly string[]): readonly string[] {
  const places: string[] = []
  for (const pid of processes()) {
    for (const part of ['cmdline', 'environ']) {
      const text = readOrNothing(`/proc/${pid}/${part}`)
      if (secrets.some((secret) => text.includes(secret))) places.push(`${part} of ${pid}`)
    }
  }
  return places
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return []
  }
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
