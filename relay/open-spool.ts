import type { Host } from '../src/net/host.ts'
import { FramedChannel } from '../src/transfer/data/framed-channel.ts'
import type { Journal } from './data/journal.ts'
import { openPrivateFolder } from './folder/data/private-folder.ts'
import type { Foundation } from './foundation.ts'
import { DiskBlobs } from './spool/data/disk-blobs.ts'
import { gmacChecksum } from './spool/data/gmac.ts'
import { SealedTickets } from './spool/data/sealed-ticket.ts'
import { SqlSpoolStore } from './spool/data/sql-spool-store.ts'
import { type SpoolParts, spoolParts } from './spool/domain/spool-parts.ts'
import { SpoolProtocol } from './spool/handler.ts'

/** Swept before anybody is served; undefined when it is turned off. */
export async function openSpool(
  { config, live, folder, clock, log, background }: Foundation,
  journal: Journal,
): Promise<SpoolParts | undefined> {
  if (!config.spool.enabled) return undefined
  openPrivateFolder(config.spool.folder)
  const blobs = new DiskBlobs(config.spool.folder)
  await blobs.prepare()
  const spool = spoolParts(
    {
      blobs,
      store: new SqlSpoolStore(journal),
      tickets: new SealedTickets(folder.key),
      checksum: gmacChecksum,
      clock,
      log: log.child({ component: 'spool' }),
    },
    live.spool,
  )
  await spool.sweeper.sweep({ signal: background.signal, orphans: 'all' })
  return spool
}

export function serveSpool(host: Host, spool: SpoolParts): void {
  new SpoolProtocol({ ...spool, host, channelOf: (stream) => new FramedChannel(stream) }).start()
}
