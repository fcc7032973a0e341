/** After a cut, friends go on seeing a device for this long: most come back within it, and nobody should flicker. */
export const PRESENCE_GRACE_MS = 10_000
/**
 * A route unless renewed by a ping. Three lost pings and the grace: a device whose relay died is offline after this at the
 * latest.
 */
export const ROUTE_TTL_MS = 85_000
/** Friends looked up at once: 50 × up to 16 devices with a card of up to 6 KiB stay under 5 MiB. */
export const PRESENCE_PAGE = 50
