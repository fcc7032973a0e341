import type { Host } from '../src/net/host.ts'
import { FramedChannel } from '../src/transfer/data/framed-channel.ts'
import type { Foundation } from './foundation.ts'
import { openBlobs } from './open-blobs.ts'
import { spoolChecksum } from '../src/transfer/data/spool-checksum.ts'
import { RedisWords } from './spool/data/redis-words.ts'
import { SealedTickets } from './spool/data/sealed-ticket.ts'
import { SqlSpoolStore } from './spool/data/sql-spool-store.ts'
import { type SpoolParts, spoolParts } from './spool/domain/spool-parts.ts'
import { SpoolProtocol } from './spool/handler.ts'
import type { SpoolMeter } from './spool/ports.ts'
import type { Truth } from './truth.ts'

export type OpenSpool = SpoolParts & Readonly<{ words: RedisWords | undefined }>

/** Undefined when it is turned off. One on a disk is swept before anybody is served. */
export async function openSpool(
  foundation: Foundation,
  { journal, quotas }: Pick<Truth, 'journal' | 'quotas'>,
): Promise<OpenSpool | undefined> {
  const { config, live, folder, background, bucket, load } = foundation
  if (!config.spool.enabled) return undefined
  const log = foundation.log.child({ component: 'spool' })
  const words = wordsOf({ ...foundation, log })
  const spool = spoolParts(
    {
      ...foundation,
      direct: config.spool.s3?.direct === true ? bucket?.blobs('spool') : undefined,
      blobs: await openBlobs(bucket, { under: 'spool', folder: config.spool.folder }),
      store: new SqlSpoolStore(journal),
      tickets: new SealedTickets(folder.key),
      checksum: spoolChecksum,
      allowed: quotas,
      shedding: load,
      words,
      log,
    },
    live.limits.spool,
  )
  if (bucket === undefined) {
    await spool.sweeper.sweep({ signal: background.signal, orphans: 'all' })
  } else {
    await words?.start(spool.news)
    background.run('watch-spool', (signal) => spool.news.watch({ signal }))
  }
  // Others may be writing into a bucket, and it may be away: it is swept beside everything else.
  const isFirstDue = bucket !== undefined
  background.run('sweep-spool', (signal) => spool.sweeper.run({ signal, isFirstDue }))
  return { ...spool, words }
}

export function serveSpool(host: Host, spool: SpoolParts, meter: SpoolMeter): void {
  new SpoolProtocol({
    ...spool,
    host,
    meter,
    channelOf: (stream) => new FramedChannel(stream),
  }).start()
}

/** To the relays that share the bucket. */
function wordsOf({
  config: { redis },
  bucket,
  hints,
  ...deps
}: Foundation): RedisWords | undefined {
  if (bucket === undefined || redis === undefined || hints.shared === undefined) return undefined
  return new RedisWords({ ...deps, redis: hints.shared.redis }, redis)
}
