import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { Network, startOnSamePorts } from '../../../node/network.ts'
import { type DeviceKey, makeDeviceKey } from '../../../src/net/device-key.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { silentLog } from '../../support/home-client.ts'

const { signal } = new AbortController()
const open = { mayConnect: () => true, mayOpen: () => true }

function network(key: DeviceKey, announce: readonly string[] = []): Network {
  const listen = ['/ip4/127.0.0.1/tcp/0']
  const settings = { listen, announce, gate: open }
  return new Network({ clock: systemClock, log: silentLog }, key, settings)
}

function memory() {
  let kept: readonly string[] = []
  return {
    recall: async () => kept,
    keep: async (addresses: readonly string[]) => {
      kept = addresses
    },
  }
}

const portOf = (each: Network) => /\/tcp\/(\d+)/.exec(each.listening()[0] ?? '')?.[1]

test('listens on the port of the last time again, and on another when that one is taken', async () => {
  const key = await makeDeviceKey()
  const ports = memory()
  const runs: (string | undefined)[] = []
  for (let run = 0; run < 2; run++) {
    await using each = network(key)
    await startOnSamePorts(each, ports)
    runs.push(portOf(each))
  }
  assert.equal(runs[0], runs[1])
  const squatter = createServer().listen(Number(runs[0]), '127.0.0.1')
  await new Promise((resolve) => squatter.once('listening', resolve))
  await using each = network(key)
  await startOnSamePorts(each, ports)
  assert.notEqual(portOf(each), runs[0])
  await new Promise((resolve) => squatter.close(resolve))
})

test('what it announces is not where it listens the next time, nor as another device', async () => {
  const key = await makeDeviceKey()
  const ports = memory()
  const announced = '/ip4/127.0.0.1/tcp/9'
  const runs: (string | undefined)[] = []
  for (let run = 0; run < 2; run++) {
    await using each = network(key, [announced])
    await startOnSamePorts(each, ports)
    assert.match(each.addresses()[0] ?? '', /tcp\/9\//)
    runs.push(portOf(each))
    await each.become(await makeDeviceKey())
    assert.equal(portOf(each), runs[0])
  }
  assert.equal(runs[0], runs[1])
  assert.notEqual(runs[0], '9')
})

test('becomes another device on the same port; handlers and listeners stay, links end', async () => {
  await using changing = network(await makeDeviceKey())
  await using other = network(await makeDeviceKey())
  const served: string[] = []
  changing.handle('/homing/test/1', { maxFrameBytes: 10 }, async (_, remote) => {
    served.push(remote)
  })
  const seen: string[] = []
  changing.onConnect((link) => seen.push(link.device))
  await changing.start()
  await other.start()
  const port = portOf(changing)
  const knock = async () => {
    await other.dial(changing.deviceId, changing.addresses(), { signal })
    const options = { signal, maxFrameBytes: 10 }
    await using channel = await other.open(changing.deviceId, '/homing/test/1', options)
    assert.equal(await channel.receive(), undefined)
  }
  await knock()
  const before = changing.deviceId
  await changing.become(await makeDeviceKey())
  assert.notEqual(changing.deviceId, before)
  assert.equal(portOf(changing), port)
  assert.deepEqual(changing.links(), [])
  await knock()
  assert.deepEqual(served, [other.deviceId, other.deviceId])
  assert.deepEqual(seen, served)
})
