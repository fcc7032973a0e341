/** How often the relay looks at its load. Milliseconds. */
export const LOOK_MS = 250
/** A transaction that was asked for so long ago, and is not done, is late. Milliseconds. */
export const LATE_TRANSACTION_MS = 500
/** When a node that was turned away comes again: between the half and one and a half of this, so that not all come together. */
export const SHED_RETRY_MS = 6_000
