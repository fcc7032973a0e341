/**
 * An account that was deleted keeps its row, without a name of its own and without anything personal: events, messages and relations of
 * others refer to it. What stands where its OPAQUE record stood says how far that is; no record looks like either.
 */
export const BEING_DELETED = '-'
export const DELETED = ''
export const GONE: readonly string[] = [BEING_DELETED, DELETED]
