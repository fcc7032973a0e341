import type { DeviceId } from '../../../src/core/ids.ts'
import type { Host } from '../../../src/net/host.ts'
import { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import { MAX_TRANSFER_STREAMS_PER_LINK } from '../limits.ts'
import { TRANSFER_PROTOCOL } from './host-lines.ts'

type Served = Readonly<{ serve(channel: TransferChannel, remote: DeviceId): Promise<void> }>

/** The edge of the transfer protocol. Who may open a stream at all is the host's gate. */
export function serveTransfers(host: Pick<Host, 'handle'>, transfers: Served): void {
  const options = {
    maxFrameBytes: MAX_TRANSFER_FRAME_BYTES,
    maxStreamsPerLink: MAX_TRANSFER_STREAMS_PER_LINK,
    idleMs: TRANSFER_IDLE_MS,
  }
  host.handle(TRANSFER_PROTOCOL, options, async (stream, remote) => {
    await transfers.serve(new FramedChannel(stream), remote)
  })
}
