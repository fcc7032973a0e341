import { branded, type Shape } from './shape.ts'
import { isUuid } from './uuid.ts'

/** Ids are text everywhere: in code, on the wire, in SQL and in logs. Parsing is the only way to make one. */
type Brand<Name extends string> = string & { readonly __brand: Name }

/** A person on a home. UUIDv7, minted by the home. */
export type AccountId = Brand<'AccountId'>
/** A node's libp2p peer id in base58btc (`12D3KooW…`): the id is the key, so it cannot be claimed, only proved. */
export type DeviceId = Brand<'DeviceId'>
/** A thread. UUIDv7, minted by the home. */
export type ConversationId = Brand<'ConversationId'>
/** UUIDv7, minted by the sending device before any network use (design, messages 1). */
export type MessageId = Brand<'MessageId'>
/** UUIDv7, minted by the sending device. */
export type TransferId = Brand<'TransferId'>
/** One sealed content in the relay's spool. UUIDv7, minted by the sending device. */
export type SpoolId = Brand<'SpoolId'>
/** What somebody said of an account to the operator. UUIDv7, minted by the home. */
export type ReportId = Brand<'ReportId'>
/** `bob`: unique on its home. Lower case letters, digits, `.`, `_`, `-`; 2 to 32, beginning with a letter or digit. */
export type AccountName = Brand<'AccountName'>

export class IdError extends Error {
  override readonly name = 'IdError'
}

const DEVICE = /^[1-9A-HJ-NP-Za-km-z]{46,60}$/
const NAME = /^[a-z0-9][a-z0-9._-]{1,31}$/

export const parseAccountId = (text: string): AccountId => uuid(text, 'account id') as AccountId
export const parseConversationId = (text: string): ConversationId =>
  uuid(text, 'conversation id') as ConversationId
export const parseMessageId = (text: string): MessageId => uuid(text, 'message id') as MessageId
export const parseTransferId = (text: string): TransferId => uuid(text, 'transfer id') as TransferId
export const parseSpoolId = (text: string): SpoolId => uuid(text, 'spool id') as SpoolId
const parseReportId = (text: string): ReportId => uuid(text, 'report id') as ReportId

export function parseDeviceId(text: string): DeviceId {
  if (!DEVICE.test(text)) throw new IdError('not a device id')
  return text as DeviceId
}

export function parseAccountName(text: string): AccountName {
  if (!NAME.test(text)) throw new IdError('not an account name')
  return text as AccountName
}

export const accountId: Shape<AccountId> = branded('an account id (UUID)', parseAccountId)
export const conversationId: Shape<ConversationId> = branded(
  'a conversation id (UUID)',
  parseConversationId,
)
export const messageId: Shape<MessageId> = branded('a message id (UUID)', parseMessageId)
export const transferId: Shape<TransferId> = branded('a transfer id (UUID)', parseTransferId)
export const spoolId: Shape<SpoolId> = branded('a spool id (UUID)', parseSpoolId)
export const reportId: Shape<ReportId> = branded('a report id (UUID)', parseReportId)
export const deviceId: Shape<DeviceId> = branded('a device id (libp2p peer id)', parseDeviceId)
export const accountName: Shape<AccountName> = branded(
  '2 to 32 of a-z, 0-9, dot, dash or underscore, beginning with a letter or digit',
  parseAccountName,
)

function uuid(text: string, what: string): string {
  if (!isUuid(text)) throw new IdError(`not a ${what}`)
  return text
}
