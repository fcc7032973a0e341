/** A picture that a person chooses: what a camera makes, and then some. */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024
/** Its pixels: a small file may claim any number of them, and each costs four bytes when it is opened. */
export const MAX_SOURCE_PIXELS = 100_000_000
/** Opening and shrinking it: seconds, also on a slow machine. Seconds. */
export const MAKE_SECONDS = 60
/** Qualities that are tried until it is small enough, from good to poor. */
export const QUALITIES = [82, 65, 45, 25, 5] as const
/** Pictures kept at this node: two sizes of a thousand friends, 56 MB at most. The oldest go. */
export const MAX_KEPT_PICTURES = 2_000
