import type { AccountId, ConversationId, DeviceId } from '../../../src/core/ids.ts'

/** What an event says changed, by reference: what it is now is read when the event is (design, messages 4). */
export type LogEntry =
  | Readonly<{ kind: 'message'; conversation: ConversationId; seq: number }>
  | Readonly<{ kind: 'receipt'; conversation: ConversationId; account: AccountId }>
  | Readonly<{ kind: 'friend'; account: AccountId }>
  | Readonly<{ kind: 'profile' }>
  | Readonly<{ kind: 'device'; device: DeviceId }>

/** An entry that stands in the log of an account. */
export type NumberedEntry = Readonly<{ usn: number; atMs: number; entry: LogEntry }>
