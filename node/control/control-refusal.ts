import { HomeRefusal, type RefusalCode } from '../../src/home/entity/refusal.ts'
import { ControlError, type ControlErrorCode } from './entity/control-error.ts'

/** What a no of the home is to a person at this machine. What is not listed is `refused`. */
const CODE_OF: Partial<Record<RefusalCode, ControlErrorCode>> = {
  'bad-request': 'internal',
  'signed-out': 'signed-out',
  'unknown-account': 'not-found',
  'unknown-device': 'not-found',
  'unknown-conversation': 'not-found',
  'no-request': 'not-found',
  'no-relation': 'not-found',
  'already-friends': 'conflict',
  'device-taken': 'conflict',
  'id-reused': 'conflict',
  unavailable: 'offline',
  fenced: 'offline',
}

/** @returns undefined for what is no expected no: the caller logs it and answers `internal`. */
export function controlErrorOf(err: unknown): ControlError | undefined {
  if (err instanceof ControlError) return err
  if (!(err instanceof HomeRefusal)) return undefined
  const details = { cause: err, reason: err.code }
  const wait = err.retryAfterMs > 0 ? { retryAfterMs: err.retryAfterMs } : {}
  return new ControlError(CODE_OF[err.code] ?? 'refused', err.message, { ...details, ...wait })
}
