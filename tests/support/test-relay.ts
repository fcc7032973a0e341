import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Relay, type RelayParts, startRelay } from '../../relay/app.ts'
import { relayConfig } from '../../relay/config.ts'
import type { DeviceKey } from '../../src/net/device-key.ts'
import { HomeClient, silentLog } from './home-client.ts'
import { NO_OVERLOAD } from './no-shedding.ts'
import { tcpProxy } from './tcp-proxy.ts'
import { temporaryFolder } from './temporary-folder.ts'

type Given = Omit<Parameters<typeof relayConfig>[0], 'data'>

export type TestRelay = AsyncDisposable &
  Readonly<{
    relay: Relay
    folder: string
    /** A device that is nobody's yet. */
    stranger(options?: Parameters<typeof HomeClient.connect>[1]): Promise<HomeClient>
    /** Registered and attached as a new device; everything is disposed with the relay. */
    person(
      name: string,
      options?: { key?: DeviceKey; autoAcknowledge?: boolean },
    ): Promise<HomeClient>
  }>

/** A whole relay in this process, on loopback and a folder of its own, or `in` a given one; `of` is another relay of the same home. */
export async function testRelay(
  given: Given = {},
  parts: RelayParts = {},
  place: Readonly<{ under?: string; in?: string; of?: TestRelay }> = {},
): Promise<TestRelay> {
  await using stack = new AsyncDisposableStack()
  const folder = place.in ?? join(stack.use(temporaryFolder()).path, place.under ?? '')
  for (const secret of place.of === undefined ? [] : ['key', 'opaque']) {
    copyFileSync(join(place.of?.folder ?? '', secret), join(folder, secret))
  }
  const usual = { listen: '127.0.0.1:0', wsListen: 'off', overload: NO_OVERLOAD }
  const config = relayConfig({ data: folder, ...usual, ...given })
  const relay = stack.use(await startRelay(config, { log: silentLog, ...parts }))
  const clients = stack.use(new AsyncDisposableStack())
  const stranger: TestRelay['stranger'] = async (options) =>
    clients.use(await HomeClient.connect(relay, options))
  const person: TestRelay['person'] = async (name, options) => {
    const client = await stranger(options)
    await client.register(name, { invite: relay.invite })
    await client.attach()
    await client.next('caughtUp')
    return client
  }
  const held = stack.move()
  return { relay, folder, stranger, person, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

/** A line to a relay that the test can hold; `through` is that relay at its end. */
export async function lineTo({ device, addresses }: Pick<Relay, 'device' | 'addresses'>) {
  const address = addresses[0] as string
  const port = Number(/\/tcp\/(\d+)/.exec(address)?.[1])
  const proxy = await tcpProxy({ host: '127.0.0.1', port })
  const held = address.replace(`/tcp/${port}`, `/tcp/${proxy.port}`)
  return { ...proxy, through: { device, addresses: [held] } }
}
