/** What a bucket takes in one request; of a larger content so much is in memory. At least 5 MiB, says S3, and 10,000 parts. */
export const PART_BYTES = 8 * 1024 * 1024
/** What is listed, and what is deleted, by one request: the most that S3 does. Source: Amazon S3 API Reference. */
export const PAGE = 1_000
/** An upload in parts that began so long ago is nobody's any more: a part takes seconds. */
export const UNFINISHED_MS = 24 * 3600_000
/** How long a presigned URL may be good for. Source: Amazon S3 API Reference, "X-Amz-Expires". */
export const MAX_PRESIGNED_S = 7 * 24 * 3600
