import assert from 'node:assert/strict'
import { sendNew } from './deeds.ts'
import { checkAlways, checkAtEnd } from './life-check.ts'
import { calm, type Tally, tallyOf } from './schedule.ts'
import { mend, TROUBLES } from './troubles.ts'
import { knows, tolerant, World } from './world.ts'

/** So often something breaks. */
const FAULT_MS = { least: 1000, most: 5000 }
const FILE_CHUNKS = 40
/** It is over long before; if it goes on and on, that is told as what it is. */
const MAX_FAULTS = 2000

/** So many transfers, with a fault every few seconds until the last one is there. People only say yes, and go on. */
export async function allArrive(seed: number, transfers: number): Promise<Tally> {
  await using world = await World.create(seed, { steps: 0, files: transfers, chunks: FILE_CHUNKS })
  const { dice, lab } = world
  while (world.sent.length < transfers) {
    const [from, to] = dice.shuffled(world.people)
    if (from !== undefined && to !== undefined) await sendNew(world, from, to)
  }
  while (!areDone(world)) {
    world.breaks += 1
    assert.ok(world.breaks < MAX_FAULTS, 'they never arrive')
    await dice.pick(TROUBLES)(world)
    await lab.run(dice.below(30))
    await lab.turn(FAULT_MS.least + dice.below(FAULT_MS.most - FAULT_MS.least))
    await mend(world)
    await goOn(world)
    checkAlways(world)
  }
  await calm(world)
  checkAtEnd(world)
  return tallyOf(world)
}

async function goOn({ sent, people }: World): Promise<void> {
  for (const { disk } of people) {
    disk.roomBytes = Number.MAX_SAFE_INTEGER
    disk.isBroken = false
  }
  for (const { id, to } of sent) {
    if (!to.isUp || !knows(to, id)) continue
    const { code, state } = to.transfers.get(id)
    if (code === 'answer-needed') await to.transfers.accept(id, { folder: undefined })
    if (state === 'paused') await tolerant(to.transfers.resume(id))
  }
}

function areDone({ sent }: World): boolean {
  return sent.every(
    ({ id, to }) => to.isUp && knows(to, id) && to.transfers.get(id).state === 'done',
  )
}
