/** One text message, in UTF-16 units: 4 bytes each at most, so it always fits the home's MAX_BODY_BYTES. */
export const MAX_TEXT_CHARS = 16_000
/** A file's name in an offer, in UTF-16 units; what reaches the disk is at most 255 bytes (safe-name). */
export const MAX_OFFER_NAME_CHARS = 1024
/** The largest file that can be offered: 2^53 − 1 bytes, the last whole number JavaScript counts exactly (9 PB). */
export const MAX_FILE_BYTES = Number.MAX_SAFE_INTEGER
/** Files, folders and links in an offered folder: what a transfer takes (src/transfer/limits.ts). */
export const MAX_OFFER_ENTRIES = 1_000_000
/** The listing of an offered folder, likewise: 64 MiB. */
export const MAX_OFFER_LISTING_BYTES = 64 * 1024 * 1024
/** SHA2-256. */
export const LISTING_DIGEST_BYTES = 32
