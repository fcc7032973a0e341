import type { AdminAnswer, AdminAsk, AdminCall } from './entity/admin-calls.ts'

/** What each call leads to; an expected no is a thrown AdminRefusal, or the HomeRefusal `unavailable`. */
export type AdminHandlers = {
  readonly [K in AdminCall]: (ask: AdminAsk<K>) => Promise<AdminAnswer<K>>
}
