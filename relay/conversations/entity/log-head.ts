import type { AccountId } from '../../../src/core/ids.ts'

/** How far the log of an account reaches: the usn of its newest event. */
export type LogHead = Readonly<{ account: AccountId; headUsn: number }>
