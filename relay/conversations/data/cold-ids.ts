import { createHash } from 'node:crypto'
import { expressionBuilder } from 'kysely'
import type { ConversationId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import type { Tx } from '../../data/sql.ts'
import type { Tables } from '../../data/tables.ts'

/** Made once: each costs as much as a query. */
const row = expressionBuilder<Tables, 'cold_ids'>()

type Named = Readonly<{ conversation: string; device: string; id: string }>
export type ColdAnswer = Readonly<{ seq: number; storedMs: number; bodyKey: string }>

/** What is left of a cold message beside its segment: its first answer, since its id is for life (design, messages 1). */
export function coldIdRow({ conversation, device, id, seq, storedMs, body }: Message) {
  return {
    conversation_id: conversation,
    id_key: idKey({ conversation, device, id }),
    seq,
    stored_ms: storedMs,
    body_key: bodyKey(body),
  }
}

/** Of these messages those that are cold. @returns by `${conversation} ${device} ${id}`. */
export async function coldAnswers(
  tx: Tx,
  messages: readonly Named[],
): Promise<ReadonlyMap<string, ColdAnswer>> {
  if (messages.length === 0) return new Map()
  const byKey = new Map(messages.map((each) => [`${each.conversation} ${idKey(each)}`, each]))
  const rows = await tx
    .selectFrom('cold_ids')
    .select(['conversation_id', 'id_key', 'seq', 'stored_ms', 'body_key'])
    .where(
      row.or(
        messages.map((each) =>
          row.and({ conversation_id: each.conversation as ConversationId, id_key: idKey(each) }),
        ),
      ),
    )
    .execute()
  return new Map(
    rows.flatMap((found) => {
      const named = byKey.get(`${found.conversation_id} ${found.id_key}`)
      if (named === undefined) return []
      const answer = { seq: found.seq, storedMs: found.stored_ms, bodyKey: found.body_key }
      return [[`${named.conversation} ${named.device} ${named.id}`, answer]]
    }),
  )
}

export function bodyKey(body: Uint8Array): string {
  return short(createHash('sha256').update(body).digest())
}

function idKey({ device, id }: Named): string {
  return short(createHash('sha256').update(`${device} ${id}`).digest())
}

/** 128 bits: no two ids of a conversation will ever meet. */
function short(digest: Buffer): string {
  return digest.subarray(0, 16).toString('base64url')
}
