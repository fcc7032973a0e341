import type { AccountName } from '../../src/core/ids.ts'
import type { AdminAnswer, AdminAsk, AdminCall } from './entity/admin-calls.ts'

/** What each call leads to; an expected no is a thrown AdminRefusal, or the HomeRefusal `unavailable`. */
export type AdminHandlers = {
  readonly [K in AdminCall]: (ask: AdminAsk<K>) => Promise<AdminAnswer<K>>
}

export interface Exporter {
  /** @throws AdminRefusal unknown-account, before the first line. */
  open(name: AccountName): Promise<AsyncIterable<object>>
}

/** What the desk gives: one object, or lines as fast as they are taken. */
export type DeskAnswer =
  | Readonly<{ kind: 'object'; value: unknown }>
  | Readonly<{ kind: 'lines'; lines: AsyncIterable<object> }>
