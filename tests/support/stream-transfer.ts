import { join } from 'node:path'
import { openDiskSink } from '../../node/transfer/data/disk-sink-open.ts'
import { StreamStages } from '../../node/transfer/data/stream-stages.ts'
import type { Stage } from '../../node/transfer/queue-ports.ts'
import { systemClock } from '../../src/system/clock.ts'
import { sha256Hasher } from '../../src/system/hasher.ts'
import type { Outcome } from '../../src/transfer/domain/outcome.ts'
import { send } from '../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../src/transfer/domain/source-holder.ts'
import type { StreamManifest } from '../../src/transfer/entity/manifest.ts'
import type { TransferChannel } from '../../src/transfer/ports.ts'
import { receiveOn, TRANSFER, type TransferDisk } from './file-transfer.ts'

export const STREAM: StreamManifest = {
  kind: 'stream',
  name: 'x.tar',
  mtimeMs: 1_000_000_000_000,
  size: undefined,
}

type Told = Partial<Parameters<typeof receiveOn>[2]>
const never = { signal: new AbortController().signal }

/** Where streams grow on the sender's disk, and what sends them. */
export class StreamSide {
  readonly stages: StreamStages
  readonly #disk: TransferDisk

  constructor(disk: TransferDisk) {
    this.#disk = disk
    const folder = join(disk.folder, 'streams')
    this.stages = new StreamStages({ hasher: sha256Hasher }, { folder })
  }

  async begin(): Promise<Stage> {
    return await this.stages.create(TRANSFER)
  }

  /** One line. */
  async send(channel: TransferChannel, told: Told = {}): Promise<Outcome> {
    await using source = await this.stages.openSource(TRANSFER, never)
    const ledger = this.#disk.chunks.ledger(TRANSFER)
    const holder = new SourceHolder({ source, ledger, hasher: sha256Hasher }, STREAM)
    return await send({ holder, channel, clock: systemClock }, { ...never, ...told })
  }
}

export async function receiveStream(
  { disk, channel }: Readonly<{ disk: TransferDisk; channel: TransferChannel }>,
  told: Told = {},
): Promise<Outcome> {
  const deps = { chunks: disk.chunks, hasher: sha256Hasher, clock: systemClock }
  const target = { transferId: TRANSFER, manifest: STREAM, folder: disk.folder }
  await using sink = await openDiskSink(deps, target, never)
  return await receiveOn(channel, { sink, manifest: STREAM }, { ...never, ...told })
}

export async function endOf(stage: Stage): Promise<void> {
  await stage.force()
  await stage.end()
}
