import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { SpoolKeys } from '../../../node/transfer/domain/spool-keys.ts'
import { keyText, type SpoolKey } from '../../../node/transfer/entity/spool-key.ts'
import { parseSpoolId } from '../../../src/core/ids.ts'
import { BOB_DEVICE } from '../../support/channel-pair.ts'
import { Lab } from '../../support/transfer-lab/lab.ts'
import { labKeySeals } from '../../support/transfer-lab/lab-key-seals.ts'
import { DOWNLOADS, deviceOf, type LabNode } from '../../support/transfer-lab/lab-node.ts'
import { LAB_CHUNK_BYTES } from '../../support/transfer-lab/memory-disk.ts'
import { aRecord, queueRig } from './queue-rig.ts'

const FILE = '/home/alice/film.mkv'
const ARRIVED = `${DOWNLOADS}/film.mkv`
const SPOOL: SpoolKey = {
  id: parseSpoolId('0192f0c1-0000-7000-8000-0000000000f1'),
  key: keyText(new Uint8Array(32).fill(7)),
}

async function couple() {
  const lab = new Lab(1)
  const alice = await lab.add('alice')
  const bob = await lab.add('bob')
  const bytes = lab.random.bytes(10 * LAB_CHUNK_BYTES)
  alice.disk.put(FILE, bytes)
  return { lab, alice, bob, bytes }
}

/** Bob is away; all of it lies in the spool, and Alice may go. */
async function stored(lab: Lab, alice: LabNode, bob: LabNode) {
  bob.setOnline(false)
  lab.network.isParted = true
  const { id } = await alice.transfers.sendFile(bob.name, FILE)
  await lab.pass(10_000)
  assert.equal(alice.transfers.get(id).code, 'stored')
  return id
}

type Message = Lab['home']['stored'][number]
type OfferValue = Extract<Message['content'], { kind: 'offer' }>['value']

/** The home changes the last message, which is an offer. */
function tamper(lab: Lab, change: (offer: OfferValue) => OfferValue, device?: Message['device']) {
  const message = lab.home.stored.pop()
  assert.ok(message?.content.kind === 'offer')
  const content = { kind: 'offer', value: change(message.content.value) } as const
  lab.home.stored.push({ ...message, device: device ?? message.device, content })
}

function withKey(offer: OfferValue, change: (sealed: Uint8Array) => Uint8Array): OfferValue {
  const { spool } = offer
  assert.ok(spool !== undefined)
  const keys = spool.keys.map((each) => ({ ...each, sealed: change(each.sealed.slice()) }))
  return { ...offer, spool: { ...spool, keys } }
}

describe('an offer', () => {
  test('holds a key for each device of the friend, and whichever accepts has it from the spool', async () => {
    const { lab, alice, bob, bytes } = await couple()
    await using _ = lab
    const laptop = await lab.add('bob', 2)
    laptop.setOnline(false)
    const id = await stored(lab, alice, bob)
    const [message] = lab.home.stored
    assert.ok(message?.content.kind === 'offer')
    const devices = message.content.value.spool?.keys.map(({ device }) => device)
    assert.deepEqual(devices, [bob.device, laptop.device])
    await alice.stop()
    laptop.setOnline(true)
    await lab.settle()
    await laptop.transfers.accept(id, { folder: undefined })
    await lab.pass(30_000)
    assert.deepEqual(laptop.disk.files.get(ARRIVED), bytes)
  })

  test('to a friend of whom no sealing key is known goes straight only, and says why', async () => {
    const { lab, alice, bob, bytes } = await couple()
    await using _ = lab
    bob.sealingKey = undefined
    bob.setOnline(false)
    lab.network.isParted = true
    const { id } = await alice.transfers.sendFile(bob.name, FILE)
    await lab.pass(60_000)
    const waiting = alice.transfers.get(id)
    assert.equal(waiting.code, 'no-sealing-keys')
    assert.match(waiting.why ?? '', /not through the relay: no device of bob/)
    assert.equal(lab.spool.movedBytes, 0)
    bob.setOnline(true)
    await lab.settle()
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(60_000)
    assert.equal(bob.transfers.get(id).code, 'spool-not-for-us')
    lab.network.isParted = false
    await lab.pass(120_000)
    assert.deepEqual(bob.disk.files.get(ARRIVED), bytes)
    assert.equal(lab.spool.movedBytes, 0)
  })

  test('that is older than the device that takes it goes straight only, and says why', async () => {
    const { lab, alice, bob, bytes } = await couple()
    await using _ = lab
    const id = await stored(lab, alice, bob)
    const moved = lab.spool.movedBytes
    const laptop = await lab.add('bob', 2)
    await lab.settle()
    await laptop.transfers.accept(id, { folder: undefined })
    await lab.pass(60_000)
    const waiting = laptop.transfers.get(id)
    assert.equal(waiting.code, 'spool-not-for-us')
    assert.match(waiting.why ?? '', /no key for this device/)
    assert.equal(lab.spool.movedBytes, moved)
    lab.network.isParted = false
    await lab.pass(120_000)
    assert.deepEqual(laptop.disk.files.get(ARRIVED), bytes)
  })

  test('of the same content to two friends is sealed for each of them, and lies there once', async () => {
    const { lab, alice, bob, bytes } = await couple()
    await using _ = lab
    const carol = await lab.add('carol')
    carol.setOnline(false)
    const first = await stored(lab, alice, bob)
    const second = (await alice.transfers.sendFile(carol.name, FILE)).id
    while (alice.transfers.get(second).code !== 'stored') await lab.pass(30_000)
    assert.equal(lab.spool.objects.size, 1)
    await alice.stop()
    for (const [node, id] of [
      [bob, first],
      [carol, second],
    ] as const) {
      node.setOnline(true)
      await lab.settle()
      await node.transfers.accept(id, { folder: undefined })
      await lab.pass(30_000)
      assert.deepEqual(node.disk.files.get(ARRIVED), bytes)
    }
  })
})

describe('a home that changes an offer gets nobody to take anything from its spool', () => {
  const cases: readonly (readonly [string, (lab: Lab) => void])[] = [
    [
      'a key of its own in the place of the friend’s',
      (lab) => tamper(lab, (offer) => withKey(offer, (sealed) => sealed.fill(9))),
    ],
    [
      'another spool object',
      (lab) =>
        tamper(lab, (offer) => ({
          ...offer,
          spool: offer.spool && { ...offer.spool, spool: SPOOL.id },
        })),
    ],
    [
      'another mode',
      (lab) =>
        tamper(lab, ({ content, ...offer }) => ({
          ...offer,
          content:
            content.kind === 'file'
              ? { ...content, value: { ...content.value, mode: 0o600 } }
              : content,
        })),
    ],
    ['another device as the sender', (lab) => tamper(lab, (offer) => offer, deviceOf('eve', 1))],
  ]
  for (const [what, change] of cases) {
    test(what, async () => {
      const { lab, alice, bob } = await couple()
      await using _ = lab
      const id = await stored(lab, alice, bob)
      change(lab)
      const moved = lab.spool.movedBytes
      bob.setOnline(true)
      await lab.settle()
      assert.match(bob.transfers.get(id).why ?? '', /accept or decline; beware/)
      await bob.transfers.accept(id, { folder: undefined })
      await lab.pass(60_000)
      assert.equal(bob.disk.files.has(ARRIVED), false)
      assert.equal(lab.spool.movedBytes, moved)
      if (what !== 'another device as the sender') {
        assert.equal(bob.transfers.get(id).code, 'spool-key-refused')
      }
    })
  }

  test('and what was to come straight still does, as it was offered', async () => {
    const { lab, alice, bob, bytes } = await couple()
    await using _ = lab
    const id = await stored(lab, alice, bob)
    tamper(lab, (offer) => withKey(offer, (sealed) => sealed.fill(0)))
    bob.setOnline(true)
    await lab.settle()
    await bob.transfers.accept(id, { folder: undefined })
    lab.network.isParted = false
    await lab.pass(120_000)
    assert.deepEqual(bob.disk.files.get(ARRIVED), bytes)
    assert.equal(bob.transfers.get(id).path, 'lan')
  })
})

test('an offer that is written again after a crash is the same to the bit', async () => {
  const rig = await queueRig()
  const record = aRecord({ direction: 'outgoing', spool: SPOOL })
  await rig.book.add(record)
  const device = { device: BOB_DEVICE, reach: 'offline', addresses: [] } as const
  const party = {
    ...{ account: record.friend, name: record.friendName },
    devices: [{ ...device, sealingKey: new Uint8Array(32) }],
  }
  const own = deviceOf('alice', 1)
  const parties = {
    ...{ byName: () => party, byAccount: () => party, byDevice: () => party },
    onChange: () => () => undefined,
  }
  const deps = { parties, keySeals: labKeySeals(own), self: () => own, log: rig.log }
  const { sealedKeys } = await new SpoolKeys({ ...deps, book: rig.book }).sealed(record)
  assert.equal(sealedKeys.length, 1)

  const again = await queueRig(rig.store)
  const kept = again.book.get(record.id)
  assert.ok(kept !== undefined)
  const resealed = await new SpoolKeys({ ...deps, book: again.book }).sealed(kept)
  assert.deepEqual(resealed.sealedKeys, sealedKeys)
})
