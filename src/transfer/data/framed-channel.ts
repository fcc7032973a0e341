import type { StreamChannel } from '../../net/stream-channel.ts'
import { decodeTransferMessage, encodeTransferMessage } from '../../wire/transfer-codec.ts'
import { WireError } from '../../wire/wire-error.ts'
import type { ChannelMessage, TransferMessage } from '../entity/messages.ts'
import { TransferError } from '../errors.ts'
import { giveBackChunkMemory, takeChunkMemory } from '../domain/chunk-memory.ts'
import { STOP_GRACE_MS } from '../limits.ts'
import type { TransferChannel, Waiting } from '../ports.ts'

const NOTHING = new Uint8Array()

/** The part of a stream that the transfer protocol needs. */
type FrameStream = Pick<
  StreamChannel,
  'send' | 'sendFrameAndPayload' | 'receive' | 'receivePayload' | 'finish' | 'reset'
>

/** Transfer messages over a stream of frames. A chunk's bytes are not wrapped, and land in a buffer that is used again. */
export class FramedChannel implements TransferChannel {
  readonly #stream: FrameStream

  constructor(stream: FrameStream) {
    this.#stream = stream
  }

  async send(message: ChannelMessage, options: Waiting): Promise<void> {
    const frame = encodeTransferMessage(message)
    await online(
      message.kind === 'chunk' && message.bytes.length > 0
        ? this.#stream.sendFrameAndPayload(frame, message.bytes, options)
        : this.#stream.send(frame, options),
      options,
    )
  }

  async receive(options: Waiting): Promise<ChannelMessage | undefined> {
    const frame = await online(this.#stream.receive(options), options)
    if (frame === undefined) return undefined
    const message = decoded(frame)
    if (message.kind !== 'chunk') return message
    const { length, form } = message.value
    if (form !== 'bytes' && form !== 'sealed') return { ...message, bytes: NOTHING }
    const into = takeChunkMemory(length)
    const payload = this.#stream.receivePayload(length, { ...options, into })
    return { kind: 'chunk', value: message.value, bytes: await online(payload, options) }
  }

  release(bytes: Uint8Array): void {
    giveBackChunkMemory(bytes)
  }

  async finish(): Promise<void> {
    await this.#stream.finish({ lingerMs: STOP_GRACE_MS })
  }

  reset(): void {
    this.#stream.reset('transfer over')
  }
}

/** Whatever ends a stream under us is, for a transfer, a line that was cut; our own abort stays what it is. */
async function online<T>(work: Promise<T>, { signal }: Waiting): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw new TransferError('PEER_GONE', 'the line was cut', { cause })
  }
}

function decoded(frame: Uint8Array): TransferMessage {
  try {
    return decodeTransferMessage(frame)
  } catch (cause) {
    if (!(cause instanceof WireError)) throw cause
    throw new TransferError('PROTOCOL', 'not a message of the transfer protocol', { cause })
  }
}
