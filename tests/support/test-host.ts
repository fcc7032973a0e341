import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import { makeDeviceKey } from '../../src/net/device-key.ts'
import { Host, type HostGate, type HostSettings } from '../../src/net/host.ts'
import { systemClock } from '../../src/system/clock.ts'
import { RecordedLog } from './recorded-log.ts'

export const OPEN_GATE: HostGate = { mayConnect: () => true, mayOpen: () => true }
export const LOOPBACK_TCP = '/ip4/127.0.0.1/tcp/0'
export const LOOPBACK_WS = '/ip4/127.0.0.1/tcp/0/ws'

type TestHostOptions = Partial<HostSettings> & Readonly<{ log?: Logger; clock?: Clock }>

/** A started host on loopback, with a key of its own. */
export async function startHost(options: TestHostOptions = {}): Promise<Host> {
  const { log = new RecordedLog(), clock = systemClock, ...settings } = options
  const host = new Host(
    { log, clock },
    {
      kind: 'node',
      key: await makeDeviceKey(),
      listen: [LOOPBACK_TCP],
      gate: OPEN_GATE,
      ...settings,
    },
  )
  await host.start()
  return host
}

/** `from` is linked to `to` after this. */
export async function link(from: Host, to: Host): Promise<void> {
  await from.dial(to.deviceId, to.addresses(), { signal: AbortSignal.timeout(10_000) })
}
