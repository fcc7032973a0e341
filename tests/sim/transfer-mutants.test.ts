import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { OpenSink } from '../../node/transfer/queue-ports.ts'
import { Allocation } from '../../src/transfer/domain/allocation.ts'
import { Receiver } from '../../src/transfer/domain/receiver.ts'
import { addChunk, NO_CHUNKS } from '../../src/transfer/entity/chunk-set.ts'
import type { Holder, VerifiedChunk } from '../../src/transfer/ports.ts'
import { LabObject } from '../support/transfer-lab/lab-object.ts'
import { LabSpool } from '../support/transfer-lab/lab-spool.ts'
import { MemoryDisk } from '../support/transfer-lab/memory-disk.ts'
import { PROFILES, runLife } from '../support/transfer-lab/schedule.ts'

type Mutant = Readonly<{ caught: RegExp; apply: (t: TestContext) => void }>

/** Machines that break one promise each. Lives that let one of them pass would prove nothing. */
const MUTANTS: Readonly<Record<string, Mutant>> = {
  'counts a chunk before its bytes are written': {
    caught: /wrong bytes/,
    apply: (t) => breakSinks(t, marksFirst),
  },
  'says Kept before it would survive a power cut': {
    caught: /neither in the spool nor kept/,
    apply: (t) => breakSinks(t, durableAtOnce),
  },
  'does not give back what a broken line was asked for': {
    caught: /never ended/,
    apply: (t) => t.mock.method(Allocation.prototype, 'giveBack', () => undefined),
  },
  'asks two lines for the same chunk': {
    caught: /sent again|never ended|sent is received|failed/,
    apply: handOutTwice,
  },
  'asks its friend for what lies in the spool': {
    caught: /sent again/,
    apply: (t) => t.mock.getter(Receiver.prototype, 'lacks', () => 0),
  },
  'drops from its spool what was read and not yet kept': {
    caught: /neither in the spool nor kept/,
    apply: dropWhatWasRead,
  },
  'asks an uploader for what lies in its spool already': {
    caught: /sent again/,
    apply: (t) => t.mock.method(LabObject.prototype, 'have', () => NO_CHUNKS),
  },
  'leaves in its spool what nobody needs any more': {
    caught: /stays in the spool/,
    apply: (t) => t.mock.method(LabSpool.prototype, 'expire', () => 0),
  },
  'leaves its litter': {
    caught: /keeps litter/,
    apply: (t) => t.mock.method(MemoryDisk.prototype, 'discard', async () => undefined),
  },
}
const SEEDS = 150

for (const [name, { caught, apply }] of Object.entries(MUTANTS)) {
  test(`a machine that ${name} is caught`, async (t) => {
    apply(t)
    for (let seed = 1; seed <= SEEDS; seed++) {
      const profile = seed % 3 === 0 ? PROFILES.long : PROFILES.short
      const difference = await runLife(seed, profile).then(() => undefined, String)
      if (difference === undefined) continue
      assert.match(difference, caught)
      t.diagnostic(`seed ${seed}: ${difference.split('\n')[0]}`)
      return
    }
    assert.fail(`passed ${SEEDS} lives`)
  })
}

function breakSinks(t: TestContext, breaking: (sink: OpenSink) => void): void {
  const { openSink } = MemoryDisk.prototype
  t.mock.method(
    MemoryDisk.prototype,
    'openSink',
    async function broken(this: MemoryDisk, ...given: Parameters<typeof openSink>) {
      const sink = await openSink.apply(this, given)
      breaking(sink)
      return sink
    },
  )
}

/** The mark is written with the chunk, its bytes with the next one: in between a process may be killed. */
function marksFirst(sink: OpenSink): void {
  const { write, commit } = sink
  let late: VerifiedChunk | undefined
  sink.write = async (chunk, options) => {
    if (late !== undefined) await write(late, options)
    late = chunk
    await write({ ...chunk, bytes: new Uint8Array(chunk.bytes.length) }, options)
  }
  sink.commit = async (options) => {
    if (late !== undefined) await write(late, options)
    late = undefined
    return await commit(options)
  }
}

function durableAtOnce(sink: OpenSink): void {
  const { write } = sink
  let { durable } = sink
  Object.defineProperty(sink, 'durable', { get: () => durable })
  sink.write = async (chunk, options) => {
    await write(chunk, options)
    durable = addChunk(durable, chunk.index)
    sink.onDurable?.()
  }
}

function handOutTwice(t: TestContext): void {
  const { take } = Allocation.prototype
  t.mock.method(
    Allocation.prototype,
    'take',
    function twice(this: Allocation, ...given: Parameters<typeof take>) {
      const run = take.apply(this, given)
      if (run !== undefined && run.start % 5 === 0) this.giveBack([run.start])
      return run
    },
  )
}

function dropWhatWasRead(t: TestContext): void {
  const { holder } = LabObject.prototype
  t.mock.method(
    LabObject.prototype,
    'holder',
    function hasty(this: LabObject, ...given: Parameters<typeof holder>): Holder {
      const honest = holder.apply(this, given)
      let read = NO_CHUNKS
      return {
        ...honest,
        chunk: async (index, options) => {
          const chunk = await honest.chunk(index, options)
          read = addChunk(read, index)
          honest.kept?.(read)
          return chunk
        },
      }
    },
  )
}
