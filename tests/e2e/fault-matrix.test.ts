import assert from 'node:assert/strict'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test, type TestContext } from 'node:test'
import { WINDOW_CHUNKS } from '../../src/transfer/limits.ts'
import { FaultRig, MIB, type Sent, SLOWLY } from '../support/fault-rig.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { ask, untilState, untilTransfer } from '../support/transfer-watch.ts'

const SEED = Number(process.env['HOMING_SEED'] ?? 1)
const FILE = 40 * MIB
const SMALL_FILE = 12 * MIB
const WINDOW_BYTES = WINDOW_CHUNKS * MIB

type Cell = Readonly<{ name: string; run: (rig: FaultRig, t: TestContext) => Promise<void> }>

/** One fault each, in the middle of a transfer that goes straight. Those that other tests show: tests/README.md. */
const STRAIGHT: readonly Cell[] = [
  {
    name: 'the relay is killed: what goes straight does not notice',
    run: (rig) => inTheMiddle(rig, () => rig.relay.restart('SIGKILL')),
  },
  {
    name: 'the line is cut, again and again',
    run: (rig) =>
      inTheMiddle(rig, async ({ id }) => {
        for (const mib of [3, 6, 9]) {
          rig.line.cut()
          await rig.untilMoving(id, 'straight', mib * MIB)
        }
      }),
  },
  {
    name: 'the line is half open: nothing comes back any more',
    run: (rig, t) =>
      inTheMiddle(rig, async ({ id }) => {
        rig.line.hold('down')
        const began = performance.now()
        // Silence is known as such within TRANSFER_IDLE_MS, and a new line is as dead: the spool carries it.
        await rig.untilMoving(id, 'spool')
        t.diagnostic(`moved again, by the spool, after ${seconds(began)}`)
        rig.line.release('down')
      }),
  },
  {
    name: 'the line is slow, and stalls as one that loses packets does',
    run: async (rig) => {
      const random = seededRandom(SEED)
      rig.line.pace({ bytesPerSecond: 2 * MIB, stall: { random, chance: 0.05, ms: 250 } })
      const sent = await rig.underWay(SMALL_FILE / 2, 'straight')
      await rig.arrived(sent)
    },
  },
  {
    name: 'the line dies: the spool carries on, and what it holds is not sent again when it is back',
    run: async (rig, t) => {
      rig.line.pace(SLOWLY)
      const sent = await rig.underWay(FILE, 'straight')
      rig.line.close()
      const began = performance.now()
      await rig.untilMoving(sent.id, 'spool')
      t.diagnostic(`moved again, by the spool, after ${seconds(began)}`)
      rig.line.mend()
      await rig.arrived(sent)
      const again = await rig.sentAgain(sent)
      t.diagnostic(`sent again: ${(again / MIB).toFixed(1)} MiB`)
      assert.ok(again <= 3 * WINDOW_BYTES, `${again} bytes were sent again`)
    },
  },
  {
    name: 'a byte of the partial file flips while the node is down',
    run: (rig) =>
      inTheMiddle(rig, async ({ id }) => {
        await ask(rig.bob, 'pauseTransfer', { id })
        await rig.bob.ok(['down'])
        await flipByte(join(rig.folder, 'in', '.homing-incoming'))
        await rig.bob.up()
        await ask(rig.bob, 'resumeTransfer', { id })
      }),
  },
]

/** One fault each, while bob is away and alice stores, or alice is away and bob fetches. */
const SPOOL: readonly Cell[] = [
  { name: 'the sender is killed', run: (rig) => whileStoring(rig, () => killed(rig.alice)) },
  {
    name: 'the relay is killed while it stores',
    run: (rig) => whileStoring(rig, () => rig.relay.restart('SIGKILL')),
  },
  {
    name: 'the relay is killed while it gives',
    run: (rig) => whileFetching(rig, () => rig.relay.restart('SIGKILL')),
  },
  { name: 'the receiver is killed', run: (rig) => whileFetching(rig, () => killed(rig.bob)) },
  {
    name: 'a friend comes back in the middle: direct takes over, and what is stored is not sent again',
    run: async (rig, t) => {
      await rig.bob.ok(['down'])
      const sent = await rig.send(FILE)
      await untilTransfer(rig.alice, sent.id, ({ storedBytes }) => (storedBytes ?? 0) > FILE / 4)
      rig.line.pace(SLOWLY)
      const began = performance.now()
      await rig.bob.up()
      await rig.arrived(sent)
      t.diagnostic(`there ${seconds(began)} after the friend was back`)
      const again = await rig.sentAgain(sent)
      t.diagnostic(`sent again: ${(again / MIB).toFixed(1)} MiB`)
      assert.ok(again <= 2 * WINDOW_BYTES, `${again} bytes were sent again`)
    },
  },
]

describe(`faults in the middle of transfers between real programs, seed ${SEED}`, () => {
  let rig: FaultRig
  before(async () => {
    rig = await FaultRig.start({ seed: SEED })
  })
  after(() => rig[Symbol.asyncDispose]())

  for (const { name, run } of [...STRAIGHT, ...SPOOL]) {
    test(name, async (t) => {
      rig.line.mend()
      rig.line.pace(undefined)
      await run(rig, t)
    })
  }
})

async function inTheMiddle(
  rig: FaultRig,
  fault: (sent: Sent) => Promise<void>,
): Promise<void> {
  rig.line.pace(SLOWLY)
  const sent = await rig.underWay(FILE / 2, 'straight')
  await fault(sent)
  rig.line.pace(undefined)
  await rig.arrived(sent)
}

async function whileStoring(rig: FaultRig, fault: () => Promise<void>): Promise<void> {
  await rig.bob.ok(['down'])
  const sent = await rig.send(FILE)
  await untilTransfer(rig.alice, sent.id, ({ storedBytes }) => (storedBytes ?? 0) > 0)
  await fault()
  await untilTransfer(rig.alice, sent.id, ({ code }) => code === 'stored')
  await rig.nothingArrived(sent)
  await rig.bob.up()
  await rig.arrived(sent)
}

async function whileFetching(rig: FaultRig, fault: () => Promise<void>): Promise<void> {
  rig.line.close()
  await rig.bob.ok(['down'])
  const sent = await rig.send(FILE)
  await untilTransfer(rig.alice, sent.id, ({ code }) => code === 'stored')
  await rig.alice.ok(['down'])
  await rig.bob.up()
  await untilTransfer(rig.bob, sent.id, (view) => view.verifiedBytes > 0)
  await fault()
  await untilState(rig.bob, sent.id, 'done')
  await rig.alice.up()
  assert.equal((await rig.arrived(sent)).path, 'spool')
}

async function killed(node: FaultRig['alice']): Promise<void> {
  await node.crash()
  await node.up()
}

/** The first byte of whatever is staged: it had arrived. */
async function flipByte(staging: string): Promise<void> {
  const [name] = (await readdir(staging)).filter((each) => !each.endsWith('.tree'))
  assert.ok(name, 'nothing is staged')
  await using file = await open(join(staging, name), 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, 0)
  byte[0] = (byte[0] ?? 0) ^ 1
  await file.write(byte, 0, 1, 0)
}

function seconds(beganMs: number): string {
  return `${((performance.now() - beganMs) / 1000).toFixed(1)} s`
}
