import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { lockSession } from '../../data/fence.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Caller } from '../entity/caller.ts'
import { MAX_OPEN_INVITES } from '../limits.ts'
import type { InviteStore, NewInvite, OpenInvite } from '../ports.ts'

const OPERATOR = ''

export class SqlInviteStore implements InviteStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  create(caller: Caller, invite: NewInvite, nowMs: number): Promise<void> {
    return this.#journal.write(async (tx) => {
      await lockSession(tx, caller)
      await forgetClosed(tx, caller.account, nowMs)
      const open = await tx
        .selectFrom('invites')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('maker_id', '=', caller.account)
        .executeTakeFirstOrThrow()
      if (Number(open.count) >= MAX_OPEN_INVITES) throw new HomeRefusal('too-many-invites')
      await insert(tx, caller.account, invite, nowMs)
    })
  }

  operatorInvite(fresh: NewInvite, nowMs: number): Promise<OpenInvite> {
    return this.#journal.write(async (tx) => {
      await forgetClosed(tx, OPERATOR, nowMs)
      const row = await tx
        .selectFrom('invites')
        .select(['code', 'uses_left', 'expires_ms'])
        .where('maker_id', '=', OPERATOR)
        .orderBy('expires_ms', 'desc')
        .executeTakeFirst()
      if (row !== undefined) {
        return { code: row.code, uses: row.uses_left, expiresMs: row.expires_ms }
      }
      await insert(tx, OPERATOR, fresh, nowMs)
      return fresh
    })
  }

  isOpen(code: string, nowMs: number): Promise<boolean> {
    return this.#journal.read(async (tx) =>
      isGood(await inviteRow(tx, code).executeTakeFirst(), nowMs),
    )
  }
}

/** Counts one use, in the caller's transaction. @throws HomeRefusal invite-invalid. */
export async function takeInvite(tx: Tx, code: string, nowMs: number): Promise<void> {
  const row = await inviteRow(tx, code).forUpdate().executeTakeFirst()
  if (!isGood(row, nowMs)) throw new HomeRefusal('invite-invalid')
  await tx
    .updateTable('invites')
    .set((invite) => ({ uses_left: invite('uses_left', '-', 1) }))
    .where('code', '=', code)
    .execute()
}

type InviteUse = Readonly<{ uses_left: number; expires_ms: number }>

function inviteRow(tx: Tx, code: string) {
  return tx.selectFrom('invites').select(['uses_left', 'expires_ms']).where('code', '=', code)
}

function isGood(row: InviteUse | undefined, nowMs: number): boolean {
  return row !== undefined && row.uses_left > 0 && row.expires_ms > nowMs
}

async function insert(tx: Tx, maker: string, invite: NewInvite, nowMs: number): Promise<void> {
  await tx
    .insertInto('invites')
    .values({
      code: invite.code,
      maker_id: maker,
      uses: invite.uses,
      uses_left: invite.uses,
      created_ms: nowMs,
      expires_ms: invite.expiresMs,
    })
    .execute()
}

/** Used up or expired: nobody asks for these rows any more. */
async function forgetClosed(tx: Tx, maker: string, nowMs: number): Promise<void> {
  await tx
    .deleteFrom('invites')
    .where('maker_id', '=', maker)
    .where((row) => row.or([row('uses_left', '<=', 0), row('expires_ms', '<=', nowMs)]))
    .execute()
}
