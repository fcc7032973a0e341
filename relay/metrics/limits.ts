/** A check that takes longer says no: whoever asks waits seconds, not minutes. Milliseconds. */
export const CHECK_MS = 2_000
/** So long an answer stands: many probes cost what one does. Milliseconds. */
export const READINESS_FRESH_MS = 1_000
/** Connections to the operator's port: a few probes and scrapers. */
export const MAX_OPERATOR_CONNECTIONS = 32
/** The whole head of a request, milliseconds; there are no bodies. */
export const OPERATOR_REQUEST_MS = 5_000
