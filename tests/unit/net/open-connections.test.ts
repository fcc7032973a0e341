import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from '@libp2p/interface'
import { OpenConnections } from '../../../src/net/open-connections.ts'

test('whoever opened and has not closed is in the list, once', () => {
  const { open, tell } = opened()
  const [one, two, three] = [connection(), connection(), connection()]
  for (const each of [one, two, three, two]) tell('connection:open', each)
  assert.deepEqual(new Set(open.list), new Set([one, two, three]))
  assert.equal(open.list.length, 3)
  tell('connection:close', one)
  tell('connection:close', one)
  assert.deepEqual(new Set(open.list), new Set([two, three]))
  // Which took the first one's place.
  tell('connection:close', three)
  assert.deepEqual(open.list, [two])
  tell('connection:close', two)
  assert.deepEqual(open.list, [])
})

test('who closed before the opening was told is never in it', () => {
  const { open, tell } = opened()
  const broken = connection('closed')
  tell('connection:close', broken)
  tell('connection:open', broken)
  assert.deepEqual(open.list, [])
})

function opened() {
  const events = new EventTarget()
  const open = new OpenConnections({
    addEventListener: (type, listener) => events.addEventListener(type, listener as EventListener),
  })
  const tell = (type: string, detail: Connection) =>
    events.dispatchEvent(new CustomEvent(type, { detail }))
  return { open, tell }
}

function connection(status: Connection['status'] = 'open'): Connection {
  return { status } as Connection
}
