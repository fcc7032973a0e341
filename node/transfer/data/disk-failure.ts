import { TransferError } from '../../../src/transfer/errors.ts'

/** Room is what is missing: blocks, or the owner's quota. */
const FULL = ['ENOSPC', 'EDQUOT']

/** What the system or the database said about a write or a name, as a TransferError; anything else stays what it is. */
export function sinkFailure(cause: unknown, what: string): unknown {
  if (isCode(cause, ...FULL)) return new TransferError('DISK_FULL', 'the disk is full', { cause })
  const isOfDisk = /^(?:E[A-Z0-9]+|LEVEL_[A-Z_]+)$/.test(codeOf(cause) ?? '')
  return isOfDisk ? new TransferError('SINK_FAILED', what, { cause }) : cause
}

/** @throws what the work throws, as `sinkFailure` puts it. */
export async function onDisk<T>(work: Promise<T>, what: string): Promise<T> {
  try {
    return await work
  } catch (err) {
    throw sinkFailure(err, what)
  }
}

export function codeOf(err: unknown): string | undefined {
  if (!(err instanceof Error) || !('code' in err)) return undefined
  return typeof err.code === 'string' ? err.code : undefined
}

/** Did the system refuse with one of these codes? */
export function isCode(err: unknown, ...codes: readonly string[]): boolean {
  return codes.includes(codeOf(err) ?? '')
}
