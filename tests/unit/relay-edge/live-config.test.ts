import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relayConfig } from '../../../relay/config.ts'
import { fromYaml } from '../../../relay/config/layers.ts'
import { LiveConfig } from '../../../relay/config/live-config.ts'

const configOf = (yaml: string) => {
  const settings = fromYaml(yaml, 'relay.yaml')
  return relayConfig({ ...settings, data: settings.data ?? '/data' })
}
const before = configOf('registration: open\nspool: { storedBytes: 5000000 }')

test('whoever holds it sees what was changed, and hears of nothing that waits', () => {
  const live = new LiveConfig(before)
  const { spool } = live.limits
  const after = configOf(`
    registration: closed
    invites: operator
    logLevel: debug
    spool: { storedBytes: 7000000, monthBytes: 8000000, minFreeBytes: 9, keepDays: 3 }
    rates: { pingPerDevice: { burst: 1 } }
  `)
  assert.deepEqual(live.change(after), [])
  assert.deepEqual(
    [live.registration, live.invites, live.logLevel, live.rates.pingPerDevice.burst],
    ['closed', 'operator', 'debug', 1],
  )
  const { storedBytes, monthBytes, minFreeBytes, keepDays } = spool
  assert.deepEqual([storedBytes, monthBytes, minFreeBytes, keepDays], [7e6, 8e6, 9, 3])
})

test('what is read only at the start is named, and nothing else', () => {
  const live = new LiveConfig(before)
  const after = configOf(`
    data: /elsewhere
    registration: closed
    listen: 127.0.0.1:1
    metricsListen: 127.0.0.1:3
    spool: { enabled: false, storedBytes: 5000000 }
  `)
  const waiting = [...live.change(after)].toSorted()
  // The WebSocket port and the folders of spool and history follow the others.
  const named = [
    'data',
    'history',
    'listen',
    'metricsListen',
    'spool.enabled',
    'spool.folder',
    'wsListen',
  ]
  assert.deepEqual(waiting, named)
})
