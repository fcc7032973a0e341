import { test } from 'node:test'
import { startRelay } from '../../support/relay-process.ts'
import { survivesKill } from './killed-relay.ts'

test('a relay that is killed in the middle has what it acknowledged, asks for the rest, and serves all of it', async () => {
  await using relay = await startRelay()
  await survivesKill(relay)
})
