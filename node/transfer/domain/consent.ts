import type { TransferId } from '../../../src/core/ids.ts'
import type { Note, TransferRecord } from '../entity/transfer-record.ts'
import type { Post } from './post.ts'
import type { TransferBook } from './transfer-book.ts'

type ConsentDeps = Readonly<{ book: TransferBook; post: Post }>

export type Consent = Readonly<{ folder: string }> &
  Partial<Pick<TransferRecord, 'keepFreeBytes' | 'pick'>>

/** A yes, by a person or by their rule: the file may come into this folder. */
export async function acceptInto(
  deps: ConsentDeps,
  id: TransferId,
  consent: Consent,
): Promise<TransferRecord> {
  const record = await deps.book.apply(id, { kind: 'accepted' }, ({ news }) => ({
    ...consent,
    litter: true,
    news: [...news, deps.post.write('accepted')],
  }))
  deps.post.dispatch(id)
  return record
}

export async function declineOffer(
  deps: ConsentDeps,
  id: TransferId,
  why: Readonly<{ note?: Note }> = {},
): Promise<TransferRecord> {
  const record = await deps.book.apply(id, { kind: 'declined' }, ({ news }) => ({
    ...why,
    news: [...news, deps.post.write('declined')],
  }))
  deps.post.dispatch(id)
  return record
}
