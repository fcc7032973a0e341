import type { World } from './world.ts'

type Trouble = (world: World) => Promise<void> | void

/** Everything that may break, each now and then. */
export const TROUBLES: readonly Trouble[] = [
  cutLink,
  cutStreams,
  part,
  crash,
  crash,
  leave,
  powerCut,
  loseHome,
  alternate,
  alternate,
  breakDisk,
  cutSpool,
  spoolDown,
  spoolFull,
  narrowSpool,
  spoilChunks,
  expire,
]

/** Most of it works again. */
export async function mend(world: World): Promise<void> {
  const { dice, lab, people } = world
  lab.network.isParted = false
  if (dice.once(2)) lab.spool.isUp = true
  if (dice.once(2)) lab.spool.isFull = false
  if (dice.once(2)) lab.spool.roomChunks = Number.MAX_SAFE_INTEGER
  for (const node of people) {
    if (!dice.once(4)) await node.start()
    if (!dice.once(4)) node.setOnline(true)
  }
}

function cutLink({ lab, people }: World): void {
  for (const [a, b] of pairsOf(people)) lab.network.cut(a.device, b.device)
}

function cutStreams({ lab, people }: World): void {
  for (const [a, b] of pairsOf(people)) lab.network.cutStreams(a.device, b.device)
}

/** Nobody reaches anybody straight. */
function part(world: World): void {
  world.lab.network.isParted = true
  cutLink(world)
}

function crash(world: World): void {
  world.anyone().crash()
}

async function leave(world: World): Promise<void> {
  await world.withTime(world.anyone().stop())
}

function powerCut(world: World): void {
  world.powerCuts += 1
  world.anyone().losePower()
}

function loseHome(world: World): void {
  world.isSpoolSteady = false
  world.anyone().setOnline(false)
}

/** They are never there at the same time: whoever was away comes, and the others go. */
async function alternate(world: World): Promise<void> {
  const { dice, people } = world
  const present = people.filter(({ isUp }) => isUp)
  const absent = people.filter(({ isUp }) => !isUp)
  const coming = absent.length > 0 ? dice.pick(absent) : dice.pick(people)
  for (const node of present) if (node !== coming) await world.withTime(node.stop())
  await coming.start()
  coming.setOnline(true)
}

function breakDisk(world: World): void {
  const { disk } = world.anyone()
  if (world.dice.once(2)) disk.roomBytes = world.dice.below(2) * Number.MAX_SAFE_INTEGER
  else disk.isBroken = world.dice.once(3)
}

function cutSpool(world: World): void {
  world.isSpoolSteady = false
  world.lab.spool.cut(world.anyone().device)
}

function spoolDown(world: World): void {
  world.isSpoolSteady = false
  world.lab.spool.isUp = false
}

function spoolFull(world: World): void {
  world.isSpoolSteady = false
  world.lab.spool.isFull = true
}

/** Contents slide through what is left. */
function narrowSpool({ lab, dice }: World): void {
  lab.spool.roomChunks = dice.below(6)
}

/** As bytes that are not what their row says. */
function spoilChunks(world: World): void {
  if (world.changed.size > 0) return
  for (const object of world.lab.spool.objects.values()) {
    for (const index of [...object.chunks.keys()]) {
      if (world.dice.once(3)) world.spoiledBytes += object.lose(index)
    }
  }
}

function expire(world: World): void {
  if (world.changed.size > 0) return
  const { spool } = world.lab
  for (const id of [...spool.objects.keys()]) world.spoiledBytes += spool.expire(id)
}

function pairsOf<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((a, at) => all.slice(at + 1).map((b): [T, T] => [a, b]))
}
