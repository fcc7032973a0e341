import type { LabNode } from './lab-node.ts'
import { LAB_CHUNK_BYTES } from './memory-disk.ts'
import { knows, type Sent, tolerant, type World } from './world.ts'

/** What people do, each now and then. */
export const DEEDS: readonly ((world: World) => Promise<void> | void)[] = [
  send,
  send,
  sendToAnother,
  answer,
  answer,
  command,
  meddle,
]

/** The first one sends most, so that its friends wait for several at once. */
async function send(world: World): Promise<void> {
  const { dice, people, profile } = world
  const from = dice.once(3) ? world.anyone() : people[0]
  const to = dice.pick(people.filter((each) => each !== from))
  if (from === undefined || !from.isUp || world.sent.length >= profile.files) return
  await sendNew(world, from, to)
}

/** A file that nobody has seen before. */
export async function sendNew(world: World, from: LabNode, to: LabNode): Promise<void> {
  const { dice, profile } = world
  const length = Math.max(0, dice.below(profile.chunks) * LAB_CHUNK_BYTES - dice.below(9))
  // Of the same length each, so that none begins like another.
  const path = `/file-${String(world.sent.length).padStart(3, '0')}`
  const bytes = world.lab.random.bytes(length)
  from.disk.put(path, bytes)
  await sendOne(world, { path, bytes, from, to })
}

/** One content for several friends. */
async function sendToAnother(world: World): Promise<void> {
  const { dice, sent } = world
  if (sent.length === 0) return await send(world)
  const { path, bytes, from, id } = dice.pick(sent)
  const got = sent.filter((other) => other.path === path).map(({ to }) => to)
  const to = world.people.find((each) => each !== from && !got.includes(each))
  if (to === undefined || !from.isUp || world.changed.has(id)) return
  await sendOne(world, { path, bytes, from, to })
}

async function sendOne(world: World, sent: Omit<Sent, 'id' | 'spool'>): Promise<void> {
  const { id } = await sent.from.transfers.sendFile(sent.to.name, sent.path)
  world.sent.push({ ...sent, id, spool: sent.from.store.spoolOf(id) })
}

async function answer(world: World): Promise<void> {
  for (const { id, to } of world.sent) {
    if (!to.isUp || !knows(to, id)) continue
    if (to.transfers.get(id).code !== 'answer-needed') continue
    if (!world.dice.once(12)) return void (await to.transfers.accept(id, { folder: undefined }))
    world.declined.add(id)
    return void (await to.transfers.decline(id))
  }
}

/** A pause costs what is under way, as a cut does. */
async function command(world: World): Promise<void> {
  const node = world.anyone()
  const sent = world.someOf(node)
  if (sent === undefined) return
  await tolerant(world.withTime(commandOf(world, node, sent)))
}

async function commandOf(world: World, { transfers }: LabNode, { id }: Sent): Promise<unknown> {
  if (world.dice.once(7)) {
    world.cancelled.add(id)
    return await transfers.cancel(id)
  }
  return await (world.dice.once(2) ? transfers.pause(id) : transfers.resume(id))
}

/** A source is changed, or removed. Where a spool lost something that then nobody has, its sender finds out late. */
function meddle(world: World): void {
  const { dice, sent } = world
  if (sent.length === 0 || world.spoiledBytes > 0 || !dice.once(5)) return
  const { path, from, bytes } = dice.pick(sent)
  for (const other of sent) if (other.path === path) world.changed.add(other.id)
  if (dice.once(3)) from.disk.files.delete(path)
  else from.disk.put(path, world.lab.random.bytes(bytes.length))
}
