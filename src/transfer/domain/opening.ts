import type { ChunkPlan } from '../entity/chunk-plan.ts'
import { isOffered, type Manifest } from '../entity/manifest.ts'
import type { Begin, Opening, RefusalCode } from '../entity/messages.ts'
import { TransferError } from '../errors.ts'
import type { TransferChannel, Waiting } from '../ports.ts'

/** The first words on a stream: which transfer, and which part its opener plays. Then sender or receiver take over. */
export async function openTransfer(
  channel: TransferChannel,
  opening: Omit<Opening, 'ticket'> & Partial<Pick<Opening, 'ticket'>>,
  options: Waiting,
): Promise<void> {
  await channel.send({ kind: 'open', value: { ticket: NO_TICKET, ...opening } }, options)
}

const NO_TICKET = new Uint8Array()

/** @throws TransferError PROTOCOL or PEER_GONE: reset the channel. */
export async function acceptOpening(channel: TransferChannel, options: Waiting): Promise<Opening> {
  const message = await channel.receive(options)
  if (message === undefined) throw new TransferError('PEER_GONE', 'the peer left early')
  if (message.kind !== 'open') throw new TransferError('PROTOCOL', 'a stream must begin with Open')
  return message.value
}

export async function refuseOpening(
  channel: TransferChannel,
  code: RefusalCode,
  options: Waiting,
): Promise<void> {
  await channel.send({ kind: 'refused', value: { code } }, options)
  await channel.finish()
}

/** For a receiver's line: @throws TransferError SOURCE_CHANGED unless the sender begins with what was offered. */
export function expectOffer(manifest: Manifest, plan: ChunkPlan): (begin: Begin) => void {
  return (begin) => {
    if (!isOffered(begin, manifest, plan)) {
      throw new TransferError('SOURCE_CHANGED', 'not what was offered')
    }
  }
}
