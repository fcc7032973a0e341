import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { limitView } from '../../../node/control/entity/queue-nouns.ts'
import { openDiskSink } from '../../../node/transfer/data/disk-sink-open.ts'
import { openDiskSource } from '../../../node/transfer/data/disk-source.ts'
import { Throttle } from '../../../node/transfer/domain/throttle.ts'
import { ThrottledChannel } from '../../../node/transfer/domain/throttled-channel.ts'
import { burstOf } from '../../../node/transfer/entity/token-bucket.ts'
import { parseAccountName } from '../../../src/core/ids.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { expectOffer } from '../../../src/transfer/domain/opening.ts'
import type { Outcome } from '../../../src/transfer/domain/outcome.ts'
import { PlainOpener } from '../../../src/transfer/domain/plain-opener.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { RootFinisher } from '../../../src/transfer/domain/root-finisher.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../../src/transfer/domain/source-holder.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { offeredFile, TRANSFER, TransferDisk, transferPair } from '../../support/file-transfer.ts'
import { RunningClock } from '../../support/running-clock.ts'
import { utcTime } from '../../support/utc-time.ts'

const hasher = sha256Hasher
const { signal } = new AbortController()
const FRIEND = parseAccountName('bob')

/** A limit at which one chunk takes longer than a line may be silent: 21 s. */
const SLOW_BYTES_PER_SECOND = 50_000

for (const direction of ['up', 'down'] as const) {
  test(`a limit of what goes ${direction} is kept to, and no side takes the line for dead meanwhile`, async () => {
    using clock = new RunningClock(5)
    await using from = await TransferDisk.make()
    await using to = await TransferDisk.make()
    const { path, content, source: found } = await offeredFile(from, 4 * CHUNK_BYTES + 5)
    const throttle = new Throttle({ clock, localTime: utcTime })
    throttle.limit([limitView.check({ [direction]: SLOW_BYTES_PER_SECOND }, 'limit')])
    const about = { id: TRANSFER, friend: FRIEND }
    const pair = transferPair()
    const limited = (inner: typeof pair.sender) => new ThrottledChannel({ inner, throttle }, about)
    const [near, far] =
      direction === 'up'
        ? [limited(pair.sender), pair.receiver]
        : [pair.sender, limited(pair.receiver)]

    await using source = await openDiskSource(
      { hasher },
      { path, identity: found.identity },
      { signal },
    )
    const ledger = from.chunks.ledger(TRANSFER)
    const holder = new SourceHolder({ source, ledger, hasher }, found.manifest)
    const target = { transferId: TRANSFER, manifest: found.manifest, folder: to.folder }
    await using sink = await openDiskSink({ chunks: to.chunks, hasher, clock }, target, { signal })
    await using receiver = new Receiver({ sink, finisher: new RootFinisher(sink), clock })
    const beganMs = clock.monotonicMs()
    const received: Promise<Outcome> = receiver.line({
      channel: far,
      opener: new PlainOpener({ hasher }),
      checkBegin: expectOffer(found.manifest, sink.plan),
      signal,
    })
    const sent = send({ holder, channel: near, clock }, { signal })
    assert.deepEqual(
      (await Promise.all([sent, received])).map(({ kind }) => kind),
      ['verified', 'verified'],
    )
    const leastMs =
      ((content.length - burstOf(SLOW_BYTES_PER_SECOND)) * 1000) / SLOW_BYTES_PER_SECOND
    const tookMs = clock.monotonicMs() - beganMs
    // On a busy machine its virtual time runs ahead of the work: only the limit is held, not that it is reached.
    assert.ok(tookMs >= leastMs, `${tookMs} ms, at least ${leastMs}`)
    assert.deepEqual(await readFile(join(to.folder, 'film.mkv')), content)
  })
}
