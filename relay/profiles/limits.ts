/** How often pictures that are nobody's are looked for. Milliseconds. */
export const SWEEP_AVATARS_MS = 3600_000
/** A picture without a row that is younger may be on its way to one. Milliseconds. */
export const ORPHAN_AVATAR_MS = 3600_000
