import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import type { TransferView } from '../../../node/control/entity/nouns.ts'
import { acceptRule } from '../../../node/transfer/entity/accept-rule.ts'
import { Lab } from '../../support/transfer-lab/lab.ts'
import { DOWNLOADS, type LabNode } from '../../support/transfer-lab/lab-node.ts'
import { LAB_ROUND_TRIP_MS } from '../../support/transfer-lab/lab-network.ts'
import { LAB_CHUNK_BYTES } from '../../support/transfer-lab/memory-disk.ts'

const FILE = '/home/alice/film.mkv'
const ARRIVED = `${DOWNLOADS}/film.mkv`

async function couple(seed = 1) {
  const lab = new Lab(seed)
  const alice = await lab.add('alice')
  const bob = await lab.add('bob')
  return { lab, alice, bob }
}

function content(lab: Lab, chunks = 40): Uint8Array {
  return lab.random.bytes(chunks * LAB_CHUNK_BYTES - 7)
}

type Offered = Readonly<{ lab: Lab; alice: LabNode; bob: LabNode }>

async function offer({ lab, alice, bob }: Offered, bytes = content(lab)): Promise<TransferView> {
  alice.disk.put(FILE, bytes)
  const view = await alice.transfers.sendFile(bob.name, FILE)
  await lab.settle()
  return view
}

/** Offered, accepted, and cut in the middle of its chunks. */
async function underWay(couple: Offered): Promise<TransferView> {
  const { lab, alice, bob } = couple
  const view = await offer(couple)
  await bob.transfers.accept(view.id, { folder: undefined })
  while (bob.disk.staged.get(view.id)?.digests.size !== 5) await lab.run(1)
  assert.equal(bob.transfers.get(view.id).state, 'moving')
  assert.equal(alice.transfers.get(view.id).state, 'moving')
  return view
}

describe('the plain way', () => {
  test('a file that is offered and accepted arrives whole, and both sides say so', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const bytes = content(lab)
    const { id, state, code } = await offer({ lab, alice, bob }, bytes)
    assert.deepEqual([state, code], ['queued', 'not-sent'])
    assert.equal(alice.transfers.get(id).code, 'answer-awaited')
    assert.equal(bob.transfers.get(id).code, 'answer-needed')

    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(2000)
    const [sent, received] = [alice.transfers.get(id), bob.transfers.get(id)]
    assert.deepEqual([sent.state, received.state], ['done', 'done'])
    assert.equal(sent.root, received.root)
    assert.equal(received.location, ARRIVED)
    assert.equal(sent.verifiedBytes, bytes.length)
    assert.deepEqual(bob.disk.files.get(ARRIVED), bytes)
    assert.ok(alice.disk.isTidy && bob.disk.isTidy, 'nothing stays behind')
  })

  test('an empty file arrives', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob }, new Uint8Array())
    await bob.transfers.accept(id, { folder: '/elsewhere' })
    await lab.pass(2000)
    assert.equal(alice.transfers.get(id).state, 'done')
    assert.equal(bob.disk.files.get('/elsewhere/film.mkv')?.length, 0)
  })

  test('a file whose name is taken gets a number', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    bob.disk.put(ARRIVED, Uint8Array.of(1))
    const { id } = await offer({ lab, alice, bob })
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(2000)
    assert.equal(bob.transfers.get(id).location, `${DOWNLOADS}/film.mkv (1)`)
    assert.deepEqual(bob.disk.files.get(ARRIVED), Uint8Array.of(1))
  })

  test('a receiver whose stream is quicker than its answer is not sent away', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    alice.setOnline(false)
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(500)
    assert.equal(bob.transfers.get(id).state, 'waiting')
    alice.setOnline(true)
    await lab.settle()
    assert.equal(bob.transfers.get(id).state, 'done')
  })

  test('progress is told at most four times a second, and states at once', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    const seen: TransferView[] = []
    bob.transfers.onChange((view) => seen.push(view))
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(1000)
    const states = seen.map(({ state }) => state).filter((each, at, all) => each !== all[at - 1])
    assert.deepEqual(states, ['waiting', 'moving', 'verifying', 'done'])
    assert.ok(seen.filter(({ state }) => state === 'moving').length <= 5)
    const moving = seen.find(({ state }) => state === 'moving')
    assert.deepEqual([moving?.path, moving?.roundTripMs], ['lan', LAB_ROUND_TRIP_MS])
    assert.equal(bob.transfers.get(id).roundTripMs, undefined)
  })
})

describe('consent', () => {
  test('a declined offer moves nothing and is said to be declined on both sides', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    await bob.transfers.decline(id)
    await lab.pass(2000)
    assert.equal(alice.transfers.get(id).state, 'declined')
    assert.equal(bob.transfers.get(id).state, 'declined')
    assert.equal(lab.network.movedBytes, 0)
    await assert.rejects(bob.transfers.accept(id, { folder: undefined }), isControl('conflict'))
  })

  test('a rule accepts what fits it, and only from its friend', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const carol = await lab.add('carol')
    await bob.transfers.desk.setRule(
      acceptRule.check({ friend: alice.name, maxBytes: 50_000, folder: '/rule' }, ''),
    )
    const small = await offer({ lab, alice, bob })
    carol.disk.put('/c', content(lab))
    const other = await carol.transfers.sendFile(bob.name, '/c')
    alice.disk.put('/large', new Uint8Array(50_001))
    const large = await alice.transfers.sendFile(bob.name, '/large')
    await lab.pass(2000)
    assert.equal(bob.transfers.get(small.id).location, '/rule/film.mkv')
    assert.equal(bob.transfers.get(other.id).code, 'answer-needed')
    assert.equal(bob.transfers.get(large.id).code, 'rule-too-large')
    assert.equal(bob.transfers.get(large.id).state, 'waiting')
  })

  test('a rule does not promise more than there is room for, counting what it promised before', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    bob.disk.roomBytes = 64 * 1024 * 1024 + 100_000
    await bob.transfers.desk.setRule(
      acceptRule.check({ friend: alice.name, maxBytes: 90_000, folder: '/rule' }, ''),
    )
    lab.network.isParted = true
    for (const path of ['/one', '/two']) alice.disk.put(path, new Uint8Array(60_000))
    const one = await alice.transfers.sendFile(bob.name, '/one')
    await lab.settle()
    const two = await alice.transfers.sendFile(bob.name, '/two')
    await lab.settle()
    assert.equal(bob.transfers.get(one.id).code, 'connecting')
    assert.equal(bob.transfers.get(two.id).code, 'rule-no-space')
  })

  test('of two devices that accept, the first in the conversation gets the file', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const other = await lab.add('bob', 2)
    const { id } = await offer({ lab, alice, bob })
    bob.setOnline(false)
    await bob.transfers.accept(id, { folder: undefined })
    await other.transfers.accept(id, { folder: undefined })
    await lab.pass(1000)
    assert.equal(other.transfers.get(id).state, 'done')
    bob.setOnline(true)
    await lab.pass(1000)
    assert.equal(alice.transfers.get(id).state, 'done')
    assert.equal(bob.transfers.get(id).state, 'cancelled')
    assert.equal(bob.transfers.get(id).code, 'answered-elsewhere')
    assert.equal(bob.disk.files.has(ARRIVED), false)
    assert.ok(bob.disk.isTidy)
  })

  test('an offer whose name could lead elsewhere is refused, and the sender hears why', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    alice.disk.put('/..', content(lab))
    const { id } = await alice.transfers.sendFile(bob.name, '/..')
    await lab.pass(1000)
    assert.equal(bob.transfers.get(id).code, 'unsafe-name')
    assert.equal(alice.transfers.get(id).code, 'unsafe-name')
  })

  test('more unanswered offers of one friend than a person can judge are sent back', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    alice.disk.put(FILE, content(lab, 1))
    const ids = []
    for (let each = 0; each <= 100; each += 1) {
      ids.push((await alice.transfers.sendFile(bob.name, FILE)).id)
    }
    await lab.pass(1000)
    const states = ids.map((id) => alice.transfers.get(id).state)
    assert.deepEqual(states.slice(0, 100), Array(100).fill('waiting'))
    assert.equal(states[100], 'cancelled')
    assert.equal(alice.transfers.get(ids[100] as never).code, 'too-many-offers')
  })

  test('what is no file of a friend is refused with words', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    await assert.rejects(alice.transfers.sendFile(bob.name, '/none'), isControl('unreadable'))
    alice.disk.put(FILE, content(lab))
    lab.unfriend(alice, bob)
    await assert.rejects(alice.transfers.sendFile(bob.name, FILE), isControl('not-found'))
  })
})

describe('interruptions', () => {
  test('a friend who is away gets the file when they come back', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    await bob.transfers.accept(id, { folder: undefined })
    await lab.run(2)
    await alice.stop()
    await lab.pass(60_000)
    assert.equal(bob.transfers.get(id).code, 'friend-away')
    await alice.start()
    await lab.pass(1000)
    assert.equal(bob.transfers.get(id).state, 'done')
    assert.equal(alice.transfers.get(id).state, 'done')
  })

  test('a cut costs no more than the window', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    lab.network.cut(alice.device, bob.device)
    await lab.pass(20_000)
    assert.equal(bob.transfers.get(id).state, 'done')
    const sentBytes = chunkBytesSent(alice)
    const size = bob.transfers.get(id).file.size
    assert.ok(sentBytes > 0 && sentBytes <= size + 16 * LAB_CHUNK_BYTES, `${sentBytes} of ${size}`)
  })

  for (const who of ['alice', 'bob'] as const) {
    test(`after kill -9 of ${who} it goes on by itself`, async () => {
      const { lab, alice, bob } = await couple()
      await using _ = lab
      const { id } = await underWay({ lab, alice, bob })
      const killed = who === 'alice' ? alice : bob
      killed.crash()
      await lab.pass(5000)
      await killed.start()
      assert.equal(killed.transfers.get(id).state, 'waiting')
      await lab.pass(20_000)
      assert.equal(bob.transfers.get(id).state, 'done')
      assert.equal(alice.transfers.get(id).state, 'done')
    })
  }

  test('a receiver that comes by a newer stream does not wait for the older to break', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    // Only bob sees the cut; alice's stream hangs.
    lab.network.join(bob.device, async () => undefined)
    bob.crash()
    await bob.start()
    await lab.pass(15_000)
    assert.equal(bob.transfers.get(id).state, 'done')
    assert.equal(alice.transfers.get(id).state, 'done')
  })

  test('without the home, nodes that are linked still move what was accepted', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    alice.setOnline(false)
    bob.setOnline(false)
    lab.network.cut(alice.device, bob.device)
    await lab.pass(15_000)
    assert.equal(bob.transfers.get(id).state, 'done')
    assert.equal(alice.transfers.get(id).state, 'done')
  })

  test('a friend who is none any more is cut off at once, and nothing is lost when they are one again', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    lab.unfriend(alice, bob)
    await lab.settle()
    assert.equal(alice.transfers.get(id).code, 'device-gone')
    assert.equal(bob.transfers.get(id).code, 'device-gone')
    const { movedBytes } = lab.network
    await lab.pass(30_000)
    assert.equal(lab.network.movedBytes, movedBytes)
    lab.befriend(alice, bob)
    await lab.pass(15_000)
    assert.equal(alice.transfers.get(id).state, 'done')
  })
})

describe('pause, resume, cancel', () => {
  for (const who of ['alice', 'bob'] as const) {
    test(`${who} pauses and resumes, and the other side is told`, async () => {
      const { lab, alice, bob } = await couple()
      await using _ = lab
      const { id } = await underWay({ lab, alice, bob })
      const [one, other] = who === 'alice' ? [alice, bob] : [bob, alice]
      assert.equal((await one.transfers.pause(id)).code, 'by-us')
      await lab.settle()
      assert.equal(other.transfers.get(id).code, 'by-peer')
      assert.ok(bob.transfers.get(id).verifiedBytes > 0)
      const { movedBytes } = lab.network
      await lab.pass(30_000)
      assert.equal(lab.network.movedBytes, movedBytes)

      await one.transfers.resume(id)
      await lab.settle()
      assert.equal(bob.transfers.get(id).state, 'done')
      assert.equal(alice.transfers.get(id).state, 'done')
    })

    test(`a pause of ${who} outlives a restart`, async () => {
      const { lab, alice, bob } = await couple()
      await using _ = lab
      const { id } = await underWay({ lab, alice, bob })
      const one = who === 'alice' ? alice : bob
      await one.transfers.pause(id)
      await lab.settle()
      for (const node of [alice, bob]) node.crash()
      for (const node of [alice, bob]) await node.start()
      await lab.pass(30_000)
      assert.equal(one.transfers.get(id).code, 'by-us')
      await one.transfers.resume(id)
      await lab.pass(70_000)
      assert.equal(bob.transfers.get(id).state, 'done')
    })

    test(`${who} cancels in the middle: both sides say so and nothing stays`, async () => {
      const { lab, alice, bob } = await couple()
      await using _ = lab
      const { id } = await underWay({ lab, alice, bob })
      const [one, other] = who === 'alice' ? [alice, bob] : [bob, alice]
      assert.equal((await one.transfers.cancel(id)).code, 'cancelled-here')
      await lab.settle()
      assert.equal(other.transfers.get(id).code, 'cancelled-there')
      assert.equal(bob.disk.files.size, 0)
      assert.ok(alice.disk.isTidy && bob.disk.isTidy)
    })

    test(`a cancel of ${who} while the other is away arrives later`, async () => {
      const { lab, alice, bob } = await couple()
      await using _ = lab
      const { id } = await underWay({ lab, alice, bob })
      const [one, other] = who === 'alice' ? [alice, bob] : [bob, alice]
      other.crash()
      await one.transfers.cancel(id)
      await lab.pass(1000)
      await other.start()
      await lab.pass(1000)
      assert.equal(other.transfers.get(id).state, 'cancelled')
      assert.ok(alice.disk.isTidy && bob.disk.isTidy)
    })
  }

  test('an offer can be taken back before it is answered', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    await alice.transfers.cancel(id)
    await lab.settle()
    assert.equal(bob.transfers.get(id).state, 'cancelled')
  })

  test('what is over is not cancelled any more', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(1000)
    await assert.rejects(alice.transfers.cancel(id), isControl('conflict'))
    await assert.rejects(bob.transfers.pause(id), isControl('conflict'))
  })
})

describe('trouble', () => {
  test('a source that changes is noticed, told to both, and never passed off as whole', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    alice.disk.put(FILE, content(lab))
    await lab.pass(2000)
    assert.equal(alice.transfers.get(id).code, 'source-changed')
    assert.equal(bob.transfers.get(id).code, 'source-changed')
    assert.equal(bob.disk.files.size, 0)
    assert.ok(alice.disk.isTidy && bob.disk.isTidy)
  })

  test('a source that changed while the friend was away is noticed when they come', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    alice.disk.files.delete(FILE)
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(2000)
    assert.equal(alice.transfers.get(id).code, 'source-gone')
    assert.equal(bob.transfers.get(id).code, 'source-gone')
  })

  test('a full disk pauses both sides, and it goes on by itself once there is room', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    bob.disk.roomBytes = 10
    await lab.settle()
    assert.equal(bob.transfers.get(id).code, 'disk-full-here')
    assert.equal(alice.transfers.get(id).code, 'disk-full-there')
    await lab.pass(200_000)
    assert.equal(bob.transfers.get(id).code, 'disk-full-here')
    bob.disk.roomBytes = Number.MAX_SAFE_INTEGER
    await lab.pass(61_000)
    assert.equal(bob.transfers.get(id).state, 'done')
    assert.equal(alice.transfers.get(id).state, 'done')
  })

  test('what stops at the last step still says how much had come', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id, file } = await underWay({ lab, alice, bob })
    bob.disk.failCommit = true
    await lab.pass(1000)
    const { state, verifiedBytes } = bob.transfers.get(id)
    assert.deepEqual([state, verifiedBytes], ['paused', file.size])
    bob.disk.failCommit = false
    await bob.transfers.resume(id)
    await lab.pass(1000)
    assert.equal(bob.transfers.get(id).state, 'done')
    assert.equal(alice.transfers.get(id).state, 'done')
  })

  test('a folder that refuses pauses with the reason; resume goes on', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    bob.disk.isBroken = true
    await lab.settle()
    assert.equal(bob.transfers.get(id).code, 'sink-failed')
    assert.equal(bob.transfers.get(id).state, 'paused')
    assert.equal(alice.transfers.get(id).code, 'trouble-there')
    bob.disk.isBroken = false
    await bob.transfers.resume(id)
    await lab.settle()
    assert.equal(bob.transfers.get(id).state, 'done')
  })

  test('a stranger who asks for a transfer learns nothing', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const mallory = await lab.add('mallory')
    const { id } = await offer({ lab, alice, bob })
    await bob.transfers.accept(id, { folder: undefined })
    const line = lab.network.lines(mallory.device)
    await line.dial(alice.device, [], { signal: new AbortController().signal })
    for (const transferId of [id, '0192f0c1-0000-7000-8000-0000000000ff']) {
      const { signal } = new AbortController()
      const channel = await line.open(alice.device, { signal })
      const value = { transferId, role: 'receiver' } as never
      await channel.send({ kind: 'open', value }, { signal })
      assert.deepEqual(await channel.receive({ signal }), {
        kind: 'refused',
        value: { code: 'unknown-transfer' },
      })
    }
  })
})

describe('around it', () => {
  test('a device that was signed out gives up what is open, and keeps what it has', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const done = await offer({ lab, alice, bob })
    await bob.transfers.accept(done.id, { folder: undefined })
    await lab.pass(1000)
    const { id } = await underWay({ lab, alice, bob })
    await bob.transfers.signedOut()
    await lab.settle()
    assert.deepEqual(
      bob.transfers.list().map(({ state, code }) => [state, code]),
      [
        ['done', undefined],
        ['cancelled', 'signed-out'],
      ],
    )
    assert.deepEqual([...bob.disk.files.keys()], [ARRIVED])
    assert.ok(bob.disk.isTidy)
    assert.notEqual(alice.transfers.get(id).state, 'done')
  })

  test('an offer that the home refuses for good is over, with the reason', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    alice.setOnline(false)
    const { id } = await offer({ lab, alice, bob })
    const [message] = alice.mailbox.outbox.splice(0)
    assert.ok(message)
    await alice.transfers.mailRefused(message.id, 'not-friends')
    assert.equal(alice.transfers.get(id).code, 'offer-refused')
    assert.equal(alice.transfers.get(id).state, 'cancelled')
  })

  test('a message that comes twice changes nothing the second time', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await offer({ lab, alice, bob })
    await bob.transfers.accept(id, { folder: undefined })
    await lab.pass(1000)
    for (const node of [alice, bob]) node.mailbox.cursor = 0
    await lab.pass(1000)
    assert.equal(bob.transfers.list().length, 1)
    assert.equal(bob.transfers.get(id).state, 'done')
    assert.equal(alice.transfers.get(id).state, 'done')
    assert.equal(lab.home.stored.length, 3, 'offer, answer, verified: each once')
  })

  test('a lost dial is not repeated without a pause while links come and go', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    const { id } = await underWay({ lab, alice, bob })
    const before = lab.network.dials
    for (let cut = 0; cut < 20; cut += 1) {
      lab.network.cut(alice.device, bob.device)
      await lab.settle()
    }
    assert.ok(lab.network.dials - before <= 4, `${lab.network.dials - before} dials in no time`)
    await lab.pass(60_000)
    assert.equal(bob.transfers.get(id).state, 'done')
  })
})

describe('many at once', () => {
  test('at most four of one friend move, the others stand in line and all arrive', async () => {
    const { lab, alice, bob } = await couple()
    await using _ = lab
    await bob.transfers.desk.setRule(
      acceptRule.check({ friend: alice.name, maxBytes: 1e9, folder: '/rule' }, ''),
    )
    let most = 0
    bob.transfers.onChange(() => {
      const moving = bob.transfers.list().filter(({ state }) => state === 'moving').length
      most = Math.max(most, moving)
    })
    for (let each = 0; each < 12; each += 1) {
      alice.disk.put(`/file-${each}`, content(lab, 20))
      await alice.transfers.sendFile(bob.name, `/file-${each}`)
    }
    await lab.pass(20_000)
    assert.equal(most, 4)
    assert.deepEqual(new Set(bob.transfers.list().map(({ state }) => state)), new Set(['done']))
  })
})

function chunkBytesSent(node: LabNode): number {
  return node.log.entries
    .filter(({ message }) => message === 'transfer stream ended')
    .reduce((sum, { fields }) => sum + Number(fields['chunkBytes']), 0)
}

function isControl(code: ControlError['code']): (err: unknown) => boolean {
  return (err) => err instanceof ControlError && err.code === code
}
