import type { TransferView } from '../../../node/control/entity/nouns.ts'
import { DEEDS } from './deeds.ts'
import { checkAlways, checkAtEnd, isAllOver } from './life-check.ts'
import { mend, TROUBLES } from './troubles.ts'
import { type Profile, tolerant, World } from './world.ts'

export const PROFILES = {
  /** Several transfers at once, and several cuts in each. */
  long: { steps: 30, files: 4, chunks: 50 },
  /** A few moments: what goes wrong goes wrong in them, and there is time for many. */
  short: { steps: 9, files: 2, chunks: 48 },
} as const satisfies Record<string, Profile>

/** Long enough after all is well again for the slowest retry, for the look at a full disk and at what a spool has lost. */
const CALM_MS = 1_000_000
const CALM_STEP_MS = 25_000

/** How lives went, to be added up. */
export type Tally = {
  lives: number
  breaks: number
  ends: Partial<Record<TransferView['state'], number>>
  /** Transfers of which something came through the spool. */
  spooled: number
}

export function emptyTally(): Tally {
  return { lives: 0, breaks: 0, ends: {}, spooled: 0 }
}

export function addTally(total: Tally, { lives, breaks, ends, spooled }: Tally): void {
  total.lives += lives
  total.breaks += breaks
  total.spooled += spooled
  for (const [state, count] of Object.entries(ends) as [TransferView['state'], number][]) {
    total.ends[state] = (total.ends[state] ?? 0) + count
  }
}

/** Lives of these seeds. @throws what went wrong, with the seed. */
export async function runLives(
  { first, count }: Readonly<{ first: number; count: number }>,
  profile: Profile,
): Promise<Tally> {
  const total = emptyTally()
  for (let seed = first; seed < first + count; seed += 1) {
    const tally = await runLife(seed, profile).catch((cause: unknown) => {
      throw new Error(`seed ${seed}: ${String(cause)}`, { cause })
    })
    addTally(total, tally)
  }
  return total
}

/**
 * One random life of two or three friends who send each other files while everything breaks: links, streams, processes, power,
 * the home, its spool, disks. Then all is well again, and every transfer must come to a true end.
 */
export async function runLife(seed: number, profile: Profile): Promise<Tally> {
  await using world = await World.create(seed, profile)
  const { dice, lab } = world
  for (let step = 0; step < profile.steps; step += 1) {
    await happens(world)
    await lab.run(dice.below(40))
    if (dice.once(2)) await lab.turn(dice.below(6000))
    checkAlways(world)
  }
  await calm(world)
  checkAtEnd(world)
  return tallyOf(world)
}

async function happens(world: World): Promise<void> {
  const { dice } = world
  if (dice.once(2)) return await dice.pick(DEEDS)(world)
  if (dice.once(3)) return await mend(world)
  world.breaks += 1
  await dice.pick(TROUBLES)(world)
}

/** Everything that broke works again, and nobody pauses. */
export async function calm(world: World): Promise<void> {
  const { lab, people, sent } = world
  lab.network.isParted = false
  lab.spool.isUp = true
  lab.spool.isFull = false
  lab.spool.roomChunks = Number.MAX_SAFE_INTEGER
  for (const node of people) {
    await node.start()
    node.disk.roomBytes = Number.MAX_SAFE_INTEGER
    node.disk.isBroken = false
    node.setOnline(true)
  }
  await lab.settle()
  for (const { id, to } of sent) {
    if (to.transfers.get(id).code === 'answer-needed') {
      await to.transfers.accept(id, { folder: undefined })
    }
    for (const node of people) {
      const view = node.transfers.list().find((each) => each.id === id)
      if (view?.state === 'paused') await tolerant(node.transfers.resume(id))
    }
  }
  for (let passed = 0; passed < CALM_MS && !isAllOver(world); passed += CALM_STEP_MS) {
    await lab.pass(CALM_STEP_MS)
  }
  // What is left to be tidied up and dropped.
  await lab.pass(CALM_STEP_MS)
}

export function tallyOf({ breaks, sent, people }: World): Tally {
  const ends: Tally['ends'] = {}
  for (const { id, to } of sent) {
    const { state } = to.transfers.get(id)
    ends[state] = (ends[state] ?? 0) + 1
  }
  const spooled = new Set(
    people
      .flatMap(({ log }) => log.entries)
      .filter(({ fields }) => fields['way'] === 'spool' && Number(fields['chunkBytes']) > 0)
      .map(({ fields }) => fields['transferId']),
  ).size
  return { lives: 1, breaks, ends, spooled }
}
