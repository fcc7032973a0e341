import type { TransferId } from '../../../src/core/ids.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import type { Post } from './post.ts'
import type { TransferBook } from './transfer-book.ts'

type ConsentDeps = Readonly<{ book: TransferBook; post: Post }>

/** A yes, by a person or by their rule: the file may come into this folder. */
export async function acceptInto(
  deps: ConsentDeps,
  id: TransferId,
  folder: string,
): Promise<TransferRecord> {
  const record = await deps.book.apply(id, { kind: 'accepted' }, ({ news }) => ({
    folder,
    litter: true,
    news: [...news, deps.post.write('accepted')],
  }))
  deps.post.dispatch(id)
  return record
}

export async function declineOffer(deps: ConsentDeps, id: TransferId): Promise<TransferRecord> {
  const record = await deps.book.apply(id, { kind: 'declined' }, ({ news }) => ({
    news: [...news, deps.post.write('declined')],
  }))
  deps.post.dispatch(id)
  return record
}
