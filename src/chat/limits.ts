/** One text message, in UTF-16 units: 4 bytes each at most, so it always fits the home's MAX_BODY_BYTES. */
export const MAX_TEXT_CHARS = 16_000
/** A file's name in an offer, in UTF-16 units; what reaches the disk is at most 255 bytes (safe-name). */
export const MAX_OFFER_NAME_CHARS = 1024
/** The largest file that can be offered: 2^53 − 1 bytes, the last whole number JavaScript counts exactly (9 PB). */
export const MAX_FILE_BYTES = Number.MAX_SAFE_INTEGER
