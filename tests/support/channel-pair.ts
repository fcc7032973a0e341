import { parseDeviceId } from '../../src/core/ids.ts'
import { StreamChannel } from '../../src/net/stream-channel.ts'
import { MemoryStream, type MemoryStreamOptions } from './memory-stream.ts'

export const ALICE_DEVICE = parseDeviceId('12D3KooWGeiRuCP87kuMY4Vahc8K14BPUsQiQQ33zWJT5dBd3HKa')
export const BOB_DEVICE = parseDeviceId('12D3KooWR3JxhYm8WU3ta6AvNKzhbQLii96JZqnke64Htg1byfo9')

type PairOptions = Partial<MemoryStreamOptions> &
  Readonly<{ maxFrameBytes?: number; idleMs?: number; readAheadBytes?: number }>

/**
 * Two StreamChannels joined in memory: the real channel over a stream with yamux's semantics. The raw ends are there for
 * cutting and mangling: `pair.aStream.cutAtBytes = 70_000`, `pair.aStream.mangle = …`, `pair.aStream.cut()`.
 */
export function channelPair(options: PairOptions = {}): {
  readonly a: StreamChannel
  readonly b: StreamChannel
  readonly aStream: MemoryStream
  readonly bStream: MemoryStream
} {
  const { windowBytes = 256 * 1024, pieceBytes = 64 * 1024, maxFrameBytes = 64 * 1024 } = options
  const [aStream, bStream] = MemoryStream.pair({ windowBytes, pieceBytes })
  const { idleMs, readAheadBytes } = options
  const shared = { maxFrameBytes, idleMs, readAheadBytes }
  return {
    a: new StreamChannel(aStream, { remote: BOB_DEVICE, ...shared }),
    b: new StreamChannel(bStream, { remote: ALICE_DEVICE, ...shared }),
    aStream,
    bStream,
  }
}
