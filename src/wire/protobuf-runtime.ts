import protobuf from 'protobufjs/minimal.js'

/**
 * The protobuf runtime, set up before any generated module reads it (they import it from here): 64-bit integers are plain
 * numbers, and unknown fields are skipped instead of kept, so a peer cannot park bytes in our memory.
 */
const { util } = protobuf as unknown as { util: { Long: unknown } }
util.Long = undefined
protobuf.Reader.discardUnknown = true
protobuf.configure()

export { protobuf }
