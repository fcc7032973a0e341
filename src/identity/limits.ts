/** The public part of a device's sealing key: X25519. */
export const SEALING_KEY_BYTES = 32
/** A sealed box beside its secret: encapsulated key (32), signature of the sender (64), tag (16). */
export const SEALED_BOX_BYTES = 112
