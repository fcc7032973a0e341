/** How often the relay looks at its clock. Milliseconds. */
export const CLOCK_LOOK_MS = 10_000
/** So far a clock may move by itself from look to look, as a time server mends it; more is a jump. Milliseconds. */
export const CLOCK_JUMP_MS = 2_000
/** So far the clocks of the machines of a home may be apart, and nobody need know. Milliseconds. */
export const CLOCK_DRIFT_MS = 5_000
