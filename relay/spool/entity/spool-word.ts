import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'

/** What happened to a spool, for whoever waits for it. */
export type SpoolWord =
  /** These chunks lie here now; none of them: its last word does. */
  | Readonly<{ kind: 'added'; spool: SpoolId; indices: readonly number[] }>
  /** These do not any more, or nothing of it, and its owner has room again. */
  | Readonly<{
      kind: 'removed'
      spool: SpoolId
      owner: AccountId
      indices: readonly number[]
      isWhole: boolean
    }>
  /** A reader waits for a chunk that does not lie here. */
  | Readonly<{ kind: 'awaited' } & AwaitedChunk>
  | Readonly<{ kind: 'over' } & { ending: Ending }>

export type AwaitedChunk = Readonly<{
  spool: SpoolId
  owner: AccountId
  /** The reader's. */
  device: DeviceId
  index: number
}>

/** What ends lines that were allowed to move until now. */
export type Ending =
  /** By its owner, or by one of its receivers for itself. */
  | Readonly<{ kind: 'dropped'; spool: SpoolId; account: AccountId; isWhole: boolean }>
  | Readonly<{ kind: 'unfriended'; one: AccountId; other: AccountId }>
  | Readonly<{ kind: 'logged-out'; device: DeviceId }>
  | Readonly<{ kind: 'blocked'; account: AccountId }>
  | Readonly<{ kind: 'deleted'; account: AccountId }>

type LineFacts = Readonly<{
  spool: SpoolId
  device: DeviceId
  account: AccountId
  owner: AccountId
}>

export function isOver({ spool, device, account, owner }: LineFacts, ending: Ending): boolean {
  switch (ending.kind) {
    case 'dropped':
      return spool === ending.spool && (ending.isWhole || account === ending.account)
    case 'unfriended': {
      const { one, other } = ending
      return (account === one && owner === other) || (account === other && owner === one)
    }
    case 'logged-out':
      return device === ending.device
    case 'blocked':
      return account === ending.account
    case 'deleted':
      return account === ending.account || owner === ending.account
  }
}
