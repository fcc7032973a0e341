import { type Lendable, lent } from './borrowed-bytes.ts'
import { INITIAL_WINDOW_BYTES, MAX_WINDOW_BYTES } from './limits.ts'

/**
 * Reads yamux frames for a muxer. libp2p's own decoder keeps a data frame, of up to 4 GiB, until it is whole, and looks at
 * its length only then; here the header of one that is longer than its window is enough to refuse it, and its bytes go on
 * to their stream as they come in.
 * Source: hashicorp/yamux spec.md, "Framing" and "Flow control".
 */
export class YamuxFrames {
  readonly #muxer: FrameTaker
  readonly #header = new Uint8Array(HEADER_BYTES)
  #headerBytes = 0
  /** The data frame that is coming in. */
  #frame: { header: FrameHeader; stream: FrameStream | undefined } | undefined
  #bytesLeft = 0
  #largestWindow = INITIAL_WINDOW_BYTES

  constructor(muxer: FrameTaker) {
    this.#muxer = muxer
  }

  /** Throws at the first frame that breaks the rules; the muxer then aborts the connection. */
  take(bytes: Uint8Array): void {
    for (let rest = bytes; rest.length > 0; ) {
      const taken = this.#frame === undefined ? this.#takeHeader(rest) : this.#takeBody(rest)
      rest = rest.subarray(taken)
    }
  }

  #takeHeader(bytes: Uint8Array): number {
    const taken = Math.min(HEADER_BYTES - this.#headerBytes, bytes.length)
    this.#header.set(bytes.subarray(0, taken), this.#headerBytes)
    this.#headerBytes += taken
    if (this.#headerBytes < HEADER_BYTES) return taken
    this.#headerBytes = 0
    const header = readHeader(this.#header)
    if (header.type === DATA) this.#begin(header)
    else this.#muxer.handleFrame({ header })
    return taken
  }

  #begin(header: FrameHeader): void {
    const { streamID, length } = header
    const opening = header.flag & (SYN | ACK)
    if (opening !== 0) this.#hand({ ...header, flag: opening, length: 0 }, NOTHING)
    const stream = this.#muxer.streams.find(({ streamId }) => streamId === streamID)
    this.#largestWindow = Math.max(this.#largestWindow, stream?.recvWindow ?? 0)
    const granted = stream?.recvWindowCapacity ?? this.#grantedToEnded
    if (length > granted) throw new Error('a yamux frame was longer than its window')
    this.#frame = { header, stream }
    this.#bytesLeft = length
    if (length === 0) this.#end(NOTHING)
  }

  /**
   * What may still be on its way on a stream that we have ended: as much as any stream of this link was granted, and one
   * doubling that was not seen. Who was granted nothing (a stranger) has the initial window.
   */
  get #grantedToEnded(): number {
    if (this.#largestWindow === INITIAL_WINDOW_BYTES) return INITIAL_WINDOW_BYTES
    return Math.min(this.#largestWindow * 2, MAX_WINDOW_BYTES)
  }

  #takeBody(bytes: Uint8Array): number {
    const part = bytes.subarray(0, this.#bytesLeft)
    this.#bytesLeft -= part.length
    if (this.#bytesLeft === 0) this.#end(part)
    else this.#pass(part)
    return part.length
  }

  /** Not the last part: the window is not renewed for each of them, but at the end of the frame. */
  #pass(part: Uint8Array): void {
    const stream = this.#frame?.stream
    if (stream === undefined) return
    stream.recvWindowCapacity -= part.length
    stream.onData(lent(stream, part))
  }

  #end(part: Uint8Array): void {
    if (this.#frame === undefined) return
    const { header, stream } = this.#frame
    this.#frame = undefined
    const flag = header.flag & (FIN | RST)
    const data = stream === undefined ? NOTHING : lent(stream, part)
    this.#hand({ ...header, flag, length: data.length }, data)
  }

  #hand(header: FrameHeader, data: Uint8Array): void {
    this.#muxer.handleFrame({ header, data })
  }
}

const HEADER_BYTES = 12
const DATA = 0
const [SYN, ACK, FIN, RST] = [1, 2, 4, 8]
const NOTHING = new Uint8Array(0)

type FrameHeader = { type: number; flag: number; streamID: number; length: number }
type FrameStream = Lendable & {
  streamId: number
  recvWindow: number
  recvWindowCapacity: number
  onData(bytes: Uint8Array): void
}
/** The parts of YamuxMuxer that its types keep to themselves. tests/integration/net holds that they are there. */
export type FrameTaker = {
  readonly streams: readonly FrameStream[]
  handleFrame(frame: { header: FrameHeader; data?: Uint8Array }): void
}

function readHeader(bytes: Uint8Array): FrameHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES)
  if (view.getUint8(0) !== 0) throw new Error('a yamux frame of an unknown version')
  return {
    type: view.getUint8(1),
    flag: view.getUint16(2),
    streamID: view.getUint32(4),
    length: view.getUint32(8),
  }
}
