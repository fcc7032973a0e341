import assert from 'node:assert/strict'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test, type TestContext } from 'node:test'
import { WINDOW_CHUNKS } from '../../src/transfer/limits.ts'
import { CRAWLING, FaultRig, MIB, type Sent, SLOWLY } from '../support/fault-rig.ts'
import { seededRandom } from '../support/seeded-random.ts'
import type { Pace } from '../support/tcp-proxy.ts'
import { ask, untilState } from '../support/transfer-watch.ts'

const SEED = Number(process.env['HOMING_SEED'] ?? 1)
const FILE = 32 * MIB
const WINDOW_BYTES = WINDOW_CHUNKS * MIB

type Size = Readonly<{ bytes: number; pace: Pace }>
const USUAL: Size = { bytes: FILE, pace: SLOWLY }
/** Killed programs need a moment to be back. */
const SMALL: Size = { bytes: 12 * MIB, pace: CRAWLING }

/** One fault each. Those that other tests show, and what shows that these tests would notice: tests/README.md. */
type Cell = Readonly<{ name: string; run: (rig: FaultRig, t: TestContext) => Promise<unknown> }>
type Fault = (sent: Sent) => Promise<void>
type Faults<State extends string> = Partial<Record<State, Fault>>

/** Slow, and with pieces that are late, as those are that were lost and sent again. */
function bumpy(): Pace {
  const random = seededRandom(SEED)
  return { bytesPerSecond: 3 * MIB, stall: { random, chance: 0.05, ms: 250 } }
}

const STRAIGHT: readonly Cell[] = [
  ...(['sender', 'receiver', 'relay'] as const).map((who) => ({
    name: `the ${who} is killed: waiting, moving, verifying`,
    run: async (rig: FaultRig) => {
      const kill = async () => await killed(rig, who)
      await straight(rig, { waiting: kill, moving: kill, verifying: kill }, SMALL)
    },
  })),
  {
    name: 'the line is cut, again and again',
    run: async (rig) =>
      await straight(rig, {
        moving: async (sent) => {
          for (const mib of [3, 6, 9]) {
            rig.parts.straight.cut()
            await rig.untilHas(sent, mib * MIB)
          }
        },
      }),
  },
  {
    name: 'the line is half open: nothing comes back any more',
    run: async (rig, t) =>
      await straight(rig, {
        moving: async (sent) => {
          rig.parts.straight.hold('down')
          const began = performance.now()
          // Silence is known as such within TRANSFER_IDLE_MS, and a new line is as dead: the spool carries it.
          await rig.untilMoving(sent, 'spool')
          t.diagnostic(`moved again, by the spool, after ${seconds(began)}`)
          rig.parts.straight.release('down')
        },
      }),
  },
  {
    name: 'the line is slow, and stalls as one that loses packets does',
    run: async (rig, t) => {
      const sent = await straight(rig, {}, { ...SMALL, pace: bumpy() })
      await assertSentAgain(rig, t, sent, 0)
    },
  },
  {
    name: 'the line dies: the spool carries on, and what it holds is not sent again when it is back',
    run: async (rig, t) => {
      const sent = await straight(rig, {
        moving: async (moving) => {
          rig.parts.straight.close()
          const began = performance.now()
          await rig.untilMoving(moving, 'spool')
          t.diagnostic(`moved again, by the spool, after ${seconds(began)}`)
          rig.parts.straight.mend()
        },
      })
      await assertSentAgain(rig, t, sent, 3 * WINDOW_BYTES)
    },
  },
  {
    name: 'a byte of the partial file flips while the node is down',
    run: async (rig) =>
      await straight(rig, {
        moving: async ({ id }) => {
          const { bob, folder } = rig.parts
          await ask(bob, 'pauseTransfer', { id })
          await bob.down()
          await flipByte(join(folder, 'in', '.homing-incoming'))
          await bob.up()
          await ask(bob, 'resumeTransfer', { id })
        },
      }),
  },
]

const SPOOL: readonly Cell[] = [
  ...(['sender', 'relay'] as const).map((who) => ({
    name: `the ${who} is killed: waiting, storing, stored, fetching, verifying`,
    run: async (rig: FaultRig) => {
      const kill = async () => await killed(rig, who)
      const storing = { waiting: kill, storing: kill, stored: kill }
      await throughSpool(rig, { ...storing, fetching: kill, verifying: kill }, SMALL)
    },
  })),
  {
    name: 'the receiver is killed: fetching, verifying',
    run: async (rig) => {
      const kill = async () => await killed(rig, 'receiver')
      await throughSpool(rig, { fetching: kill, verifying: kill }, SMALL)
    },
  },
  {
    name: 'the lines to the relay are cut while it stores and while it gives',
    run: async (rig) => {
      const cut = async () => rig.parts.home.cut()
      await throughSpool(rig, { storing: cut, fetching: cut })
    },
  },
  {
    name: 'the lines to the relay are half open: new ones work, on old ones nothing is heard, not even their end',
    run: async (rig, t) =>
      await bothAtOnce(rig, async (sent) => {
        rig.parts.home.forget()
        const began = performance.now()
        await rig.untilHas(sent, FILE / 2)
        t.diagnostic(`half of it was there after ${seconds(began)}`)
      }),
  },
  {
    name: 'the lines to the relay are slow, and stall as those that lose packets do',
    run: async (rig, t) => {
      const sent = await throughSpool(rig, {}, { ...SMALL, pace: bumpy() })
      await assertSentAgain(rig, t, sent, 0)
    },
  },
  {
    name: 'a friend comes back in the middle: direct takes over, and what is stored is not sent again',
    run: async (rig, t) => {
      const { bob, straight, home } = rig.parts
      await bob.down()
      home.pace(SLOWLY)
      const sent = await rig.send(FILE)
      await rig.untilStoring(sent, FILE / 4)
      straight.pace(SLOWLY)
      home.pace(undefined)
      const began = performance.now()
      await bob.up()
      await rig.accept(sent)
      await rig.arrived(sent)
      t.diagnostic(`there ${seconds(began)} after the friend was back`)
      await assertSentAgain(rig, t, sent, 2 * WINDOW_BYTES)
    },
  },
]

describe(`faults in the middle of transfers between real programs, seed ${SEED}`, {
  concurrency: 2,
}, () => {
  for (const [way, cells] of Object.entries({ straight: STRAIGHT, spool: SPOOL })) {
    describe(way, { concurrency: 1 }, () => {
      let started: Promise<FaultRig> | undefined
      after(async () => await (await started)?.[Symbol.asyncDispose]())

      for (const { name, run } of cells) {
        test(`${way}: ${name}`, async (t) => {
          const rig = await (started ??= FaultRig.start({ seed: SEED }))
          await rig.mend()
          await run(rig, t)
        })
      }
    })
  }
})

/** From offer to end, straight from node to node. Each fault comes in its state, and is over when its promise is. */
async function straight(
  rig: FaultRig,
  faults: Faults<'waiting' | 'moving' | 'verifying'>,
  { bytes, pace }: Size = USUAL,
): Promise<Sent> {
  rig.pace(pace)
  const sent = await rig.send(bytes)
  await faults.waiting?.(sent)
  await rig.accept(sent)
  await rig.untilMoving(sent, 'straight')
  await withFault(rig, sent, faults.moving, faults.verifying)
  await rig.arrived(sent)
  return sent
}

/** The same through the relay's store: bob is away until all of it is there, and never reaches alice. */
async function throughSpool(
  rig: FaultRig,
  faults: Faults<'waiting' | 'storing' | 'stored' | 'fetching' | 'verifying'>,
  { bytes, pace }: Size = USUAL,
): Promise<Sent> {
  const { bob } = rig.parts
  rig.parts.straight.close()
  await bob.down()
  rig.parts.home.pace(pace)
  const sent = await rig.send(bytes)
  await faults.waiting?.(sent)
  await rig.untilStoring(sent)
  await withFault(rig, sent, faults.storing)
  await rig.untilStored(sent)
  await faults.stored?.(sent)
  await rig.untilStored(sent)
  rig.parts.home.pace(pace)
  await bob.up()
  await rig.accept(sent)
  await rig.untilMoving(sent, 'spool')
  await withFault(rig, sent, faults.fetching, faults.verifying)
  assert.equal((await rig.arrived(sent)).path, 'spool')
  return sent
}

/** Both are there, and the relay's store is the only way: it is written and read at the same time. */
async function bothAtOnce(rig: FaultRig, fault: (sent: Sent) => Promise<void>): Promise<void> {
  rig.parts.straight.close()
  rig.parts.home.pace(SLOWLY)
  const sent = await rig.send(FILE)
  await rig.accept(sent)
  await rig.untilMoving(sent, 'spool')
  await fault(sent)
  assert.equal((await rig.arrived(sent)).path, 'spool')
}

/** While it moves, and once more while bob verifies. */
async function withFault(
  rig: FaultRig,
  sent: Sent,
  fault: Fault | undefined,
  whileVerifying?: Fault,
): Promise<void> {
  if (whileVerifying !== undefined) await rig.holdCommits()
  await fault?.(sent)
  // Nothing needs to be slow any more.
  if (fault !== undefined) rig.pace(undefined)
  if (whileVerifying === undefined) return
  await untilState(rig.parts.bob, sent.id, 'verifying')
  await whileVerifying(sent)
  await rig.releaseCommits()
}

async function killed(rig: FaultRig, who: 'sender' | 'receiver' | 'relay'): Promise<void> {
  const { alice, bob, relay } = rig.parts
  if (who === 'relay') return await relay.restart('SIGKILL')
  const node = who === 'sender' ? alice : bob
  await node.crash()
  await node.up()
}

async function assertSentAgain(
  rig: FaultRig,
  t: TestContext,
  sent: Sent,
  atMost: number,
): Promise<void> {
  const again = await rig.sentAgain(sent)
  t.diagnostic(`sent again: ${(again / MIB).toFixed(1)} MiB`)
  assert.ok(again <= atMost, `${again} bytes were sent again`)
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
