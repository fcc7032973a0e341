import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { MemoryStage, type Peaks } from '../support/memory-stage.ts'

/** Memory does not grow with what moves: after some seconds it is what it will be. At night ten times as much. */
const TIMES = process.env['HOMING_NIGHTLY'] === '1' ? 10 : 1
/**
 * Whatever a process does, its registration included. Seen: 130 before it moves anything, 175 with three transfers at once
 * through a relay, or 80,000 files.
 */
const LIMIT_MB = 200
const GB = 1e9 * TIMES

describe(`every process stays below ${LIMIT_MB} MB`, {
  skip: process.platform !== 'linux' && 'reads /proc, so Linux',
}, () => {
  const stack = new AsyncDisposableStack()
  let stage: MemoryStage

  before(async () => {
    stage = stack.use(await MemoryStage.open())
  })
  after(() => stack.disposeAsync())

  const scenes: readonly (readonly [string, () => Promise<Peaks>])[] = [
    ['from its start to the first friend', () => stage.peaks()],
    [`a file of ${2 * TIMES} GB, straight`, () => stage.peaks(() => stage.files(1, 2 * GB))],
    ['four files at once, held back', () => stage.peaks(() => stage.filesHeldBack(4, 0.15 * GB))],
    [`a stream of ${0.5 * TIMES} GB`, () => stage.peaks(() => stage.stream(0.5 * GB))],
    // The number of files is what costs memory, so there are as many by day as at night.
    ['a folder of 80,000 files', () => stage.peaks(() => stage.folder(80_000, 10_000))],
  ]
  for (const [what, measured] of scenes) {
    test(what, async (t) => check(t, await measured()))
  }

  test(`a file of ${TIMES} GB that waits on the relay`, async (t) => {
    await stage.bob.ok(['down'])
    let id = await stage.offerFile(GB)
    check(t, await stage.peaks(() => stage.stored(id)))
    await stage.alice.ok(['down'])
    await stage.bob.up()
    check(t, await stage.peaks(() => stage.received(id)))
    await stage.alice.up()
  })

  test('three files at once through the relay', async (t) => {
    await stage.hideBob()
    check(t, await stage.peaks(() => stage.files(3, 0.25 * GB)))
  })
})

function check(t: Readonly<{ diagnostic(text: string): void }>, peaks: Peaks): void {
  const all = Object.entries(peaks)
  t.diagnostic(`peak MB: ${all.map(([name, mb]) => `${name} ${mb}`).join(', ')}`)
  for (const [name, mb] of all) assert.ok(mb < LIMIT_MB, `${name} held ${mb} MB`)
}
