import { expressionBuilder } from 'kysely'
import { sameBytes } from '../../../src/core/same-bytes.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Tables } from '../../data/tables.ts'
import type { NewMessage, Stored } from '../ports.ts'
import { bodyKey, coldAnswers } from './cold-ids.ts'

/** Made once: it costs as much as a query. */
const row = expressionBuilder<Tables, 'messages'>()

/** What a message is known by, for life. */
export type MessageName = Readonly<{ conversation: string; device: string; id: string }>
export type FirstAnswer = Stored & Readonly<{ isSame: (body: Uint8Array) => boolean }>

export function keyOf({ conversation, device, id }: MessageName): string {
  return `${conversation} ${device} ${id}`
}

/** What a repetition hears: the same again, unless its content is another. */
export function firstAnswer(
  { body }: NewMessage,
  { seq, storedMs, isSame }: FirstAnswer,
): Stored | HomeRefusal {
  return isSame(body) ? { seq, storedMs } : new HomeRefusal('id-reused')
}

export function answerTo({ body }: NewMessage, stored: Stored): FirstAnswer {
  return { ...stored, isSame: (other) => sameBytes(other, body) }
}

/** Of these messages those that are in the table, by `keyOf`. */
export async function storedBefore(
  tx: Tx,
  names: readonly MessageName[],
): Promise<ReadonlyMap<string, FirstAnswer>> {
  if (names.length === 0) return new Map()
  const rows = await tx
    .selectFrom('messages')
    .select(['conversation_id', 'device_id', 'id', 'seq', 'stored_ms', 'body'])
    .where(
      row.or(
        names.map(({ conversation, device, id }) =>
          row.and({ conversation_id: conversation, device_id: device, id }),
        ),
      ),
    )
    .execute()
  return new Map(
    rows.map(({ conversation_id, device_id, id, seq, stored_ms, body }) => [
      keyOf({ conversation: conversation_id, device: device_id, id }),
      { seq, storedMs: stored_ms, isSame: (other) => sameBytes(other, body) },
    ]),
  )
}

/** Of these messages those that are in segments, by `keyOf`. */
export async function storedCold(
  tx: Tx,
  names: readonly MessageName[],
): Promise<ReadonlyMap<string, FirstAnswer>> {
  const answers = await coldAnswers(tx, names)
  return new Map(
    [...answers].map(([key, { seq, storedMs, bodyKey: stored }]) => [
      key,
      { seq, storedMs, isSame: (body) => bodyKey(body) === stored },
    ]),
  )
}
