import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FaultRig, MIB, type Sent, SLOWLY } from '../support/fault-rig.ts'
import { smallDisk } from '../support/small-disk.ts'
import { untilState, untilTransfer } from '../support/transfer-watch.ts'

const FILE = 24 * MIB
const SMALL_FILE = 4 * MIB

/** Bob is away, and alice cannot bring all of it to the relay: until her node says this, and why, to a person who asks. */
async function untilStuck(rig: FaultRig, { id }: Sent, code: string, why: RegExp): Promise<void> {
  const { alice } = rig.parts
  const view = await untilTransfer(alice, id, (each) => each.code === code)
  assert.equal(view.state, 'waiting')
  const shown = await alice.ok(['transfers', 'show', id])
  assert.match(shown, why)
  assert.match(shown, new RegExp(`code +${code}`))
  // Nobody knows when friends fetch what fills the spool.
  if (code === 'spool-full') return
  assert.ok((view.retryAtMs ?? 0) > Date.now(), 'and when the home expects it to be over')
  assert.match(shown, /^until +\S/m)
}

test('the quota of the spool is reached: the sender is told, all of it slides through, and the next one goes on', async () => {
  await using rig = await FaultRig.start({
    seed: 1,
    relay: { args: ['--spool-stored-bytes', String(20 * MIB)] },
  })
  const { bob, straight } = rig.parts
  straight.close()
  await bob.down()
  const large = await rig.send(FILE)
  const full = /your space on the relay is full; it frees as friends fetch what waits there/
  await untilStuck(rig, large, 'spool-full', full)
  const next = await rig.send(SMALL_FILE)
  await untilStuck(rig, next, 'spool-full', full)
  await bob.up()
  for (const sent of [large, next]) await rig.accept(sent)
  for (const sent of [large, next]) assert.equal((await rig.arrived(sent)).path, 'spool')
})

test('the bytes of the month are used up: the sender is told, and the rest goes straight', async () => {
  await using rig = await FaultRig.start({
    seed: 2,
    relay: { args: ['--spool-month-bytes', String(10 * MIB)] },
  })
  const { bob } = rig.parts
  await bob.down()
  const sent = await rig.send(FILE)
  await untilStuck(rig, sent, 'spool-month', /this month’s bytes over the relay are used up/)
  await bob.up()
  await rig.accept(sent)
  assert.notEqual((await rig.arrived(sent)).path, 'spool')
})

test('the disk of the relay is full: the sender is told, and the rest goes straight', async (t) => {
  using disk = smallDisk(t, 40)
  if (disk === undefined) return
  // The disk itself says that it is full, not the relay's foresight.
  const relay = { args: ['--spool-min-free-bytes', '0'], parent: disk.folder }
  await using rig = await FaultRig.start({ seed: 3, relay })
  const { bob } = rig.parts
  await disk.fill(25)
  await bob.down()
  const sent = await rig.send(FILE)
  await untilStuck(rig, sent, 'spool-disk', /the relay has too little free disk/)
  await bob.up()
  await rig.accept(sent)
  await rig.arrived(sent)
})

test('the disk with the sender’s profile is full: what moves goes on, nothing that was said is forgotten, and the reason is told', async (t) => {
  using disk = smallDisk(t, 24)
  if (disk === undefined) return
  await using rig = await FaultRig.start({ seed: 4, aliceIn: disk.folder })
  const { alice, bob, straight } = rig.parts
  const early = await rig.send(SMALL_FILE)
  straight.pace(SLOWLY)
  const moving = await rig.send(FILE)
  await rig.accept(moving)
  await rig.untilMoving(moving, 'straight')
  await disk.fill()
  straight.pace(undefined)
  await untilState(bob, moving.id, 'done')

  const late: Sent[] = []
  await assert.rejects(
    async () => {
      for (;;) late.push(await rig.send(SMALL_FILE))
    },
    /the disk with the profile folder is full/,
    'what cannot be kept is not promised',
  )
  await alice.crash()
  await assert.rejects(alice.up(), /the disk with the profile folder is full/)

  await disk.free()
  await alice.up()
  for (const sent of [early, ...late]) await rig.accept(sent)
  for (const sent of [early, moving, ...late]) await rig.arrived(sent)
})
