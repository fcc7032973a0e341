import { MemoryStage, type Peaks } from '../support/memory-stage.ts'

/**
 * The most memory of two real nodes and their relay, doing one thing after the other. What each did first stays in it, so the
 * numbers are those of processes that have done more than one thing.
 *   node tests/bench/memory.ts [gigabytes] [files]        (4, 80000)
 */
const [gigabytes = '4', files = '80000'] = process.argv.slice(2)
const bytes = Number(gigabytes) * 1e9

await using stage = await MemoryStage.open()
say('registered', await stage.peaks())
say('straight', await stage.peaks(() => stage.files(1, bytes)))
say('three at once', await stage.peaks(() => stage.files(3, bytes / 4)))
say('four, held back', await stage.peaks(() => stage.filesHeldBack(4, bytes / 20)))
say('a stream', await stage.peaks(() => stage.stream(bytes / 4)))
say(`${files} files`, await stage.peaks(() => stage.folder(Number(files), 10_000)))

await stage.bob.ok(['down'])
const id = await stage.offerFile(bytes / 4)
say('to the spool', await stage.peaks(() => stage.stored(id)))
await stage.alice.ok(['down'])
await stage.bob.up()
say('from the spool', await stage.peaks(() => stage.received(id)))
await stage.alice.up()
await stage.hideBob()
say('three, through it', await stage.peaks(() => stage.files(3, bytes / 10)))

function say(what: string, { alice, bob, relay }: Peaks): void {
  const each = [alice, bob, relay].map((mb) => String(mb ?? '-').padStart(5))
  console.log(`${what.padEnd(18)} alice ${each[0]}  bob ${each[1]}  relay ${each[2]} MB`)
}
