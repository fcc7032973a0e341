import assert from 'node:assert/strict'
import { parseDeviceId } from '../../../src/core/ids.ts'
import type { DeviceKey } from '../../../src/net/device-key.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import { befriend, HomeClient } from '../../support/home-client.ts'
import type { RelayProcess } from '../../support/relay-process.ts'
import {
  MemorySink,
  sealedContent,
  SpoolPeer,
  UploadHolder,
} from '../../support/spool/spool-peer.ts'
import { put } from './spool-rig.ts'

const CHUNKS = 60
const CHUNK_BYTES = 200_000

function homeOf(relay: RelayProcess) {
  const device = parseDeviceId(relay.address.split('/p2p/')[1] ?? '')
  return { device, addresses: [relay.address] }
}

async function peerAt(relay: RelayProcess, key?: DeviceKey): Promise<SpoolPeer> {
  const home = homeOf(relay)
  const client = await HomeClient.connect(home, key === undefined ? {} : { key })
  return new SpoolPeer(client, home.device)
}

/** Killed in the middle of an upload, it has what it acknowledged, asks for the rest, and serves all of it. */
export async function survivesKill(relay: RelayProcess): Promise<void> {
  const content = sealedContent(CHUNKS, CHUNK_BYTES)
  const keys: DeviceKey[] = []
  let made: Awaited<ReturnType<typeof put>>
  let ackedBytes = 0
  {
    const [alice, bob] = [await peerAt(relay), await peerAt(relay)]
    await using _alice = alice.client
    await using _bob = bob.client
    for (const [peer, name] of [
      [alice, 'alice'],
      [bob, 'bob'],
    ] as const) {
      await peer.client.register(name, { invite: relay.invite })
      await peer.client.attach()
      keys.push(peer.client.key)
    }
    const { other } = await befriend(alice.client, bob.client, 'bob')
    made = await put(alice, content, [other])
    const { spool, ticket } = made
    const channel = await alice.open({ spool, role: 'sender', ticket })
    const killed = Promise.withResolvers<void>()
    const outcome = await send(
      { holder: new UploadHolder(content), channel, clock: systemClock },
      {
        signal: new AbortController().signal,
        onProgress: ({ verifiedBytes }) => {
          ackedBytes = Math.max(ackedBytes, verifiedBytes)
          if (verifiedBytes < (CHUNKS / 2) * CHUNK_BYTES) return
          process.kill(relay.pid, 'SIGKILL')
          killed.resolve()
        },
      },
    )
    assert.equal(outcome.kind, 'lost')
    await killed.promise
  }
  await relay.restart('SIGKILL')
  const [alice, bob] = [await peerAt(relay, keys[0]), await peerAt(relay, keys[1])]
  await using _alice = alice.client
  await using _bob = bob.client
  for (const peer of [alice, bob]) await peer.client.attach()
  const holder = new UploadHolder(content)
  // The ticket of before the kill: nobody had to remember it.
  assert.equal((await alice.upload(made.spool, holder, made.ticket)).kind, 'stored')
  const kept = CHUNKS - holder.asked.length
  assert.ok(kept * CHUNK_BYTES >= ackedBytes, `${kept} chunks are there, ${ackedBytes} bytes acked`)
  assert.ok(kept <= ackedBytes / CHUNK_BYTES + WINDOW_CHUNKS)
  const sink = new MemorySink(content)
  assert.equal((await bob.download(made.spool, sink)).kind, 'verified')
  for (const [index, bytes] of content.chunks.entries()) {
    assert.ok(Buffer.from(bytes).equals(sink.got.get(index) as Uint8Array), `chunk ${index}`)
  }
}
