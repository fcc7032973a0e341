import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { lockSession } from '../../data/fence.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Caller } from '../entity/caller.ts'
import { MAX_OPEN_INVITES } from '../limits.ts'
import type { InviteStore, NewInvite, OpenInvite } from '../ports.ts'

/** The maker of the operator's invites. */
export const OPERATOR = ''

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
      await insertInvite(tx, caller.account, invite, nowMs)
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
      await insertInvite(tx, OPERATOR, fresh, nowMs)
      return fresh
    })
  }

  isOpen(code: string, nowMs: number): Promise<boolean> {
    return this.#journal.read(async (tx) =>
      isGood(tx, await inviteRow(tx, code).executeTakeFirst(), nowMs),
    )
  }
}

/** Counts one use, in the caller's transaction. @throws HomeRefusal invite-invalid. */
export async function takeInvite(tx: Tx, code: string, nowMs: number): Promise<void> {
  const row = await inviteRow(tx, code).forUpdate().executeTakeFirst()
  if (!(await isGood(tx, row, nowMs))) throw new HomeRefusal('invite-invalid')
  await tx
    .updateTable('invites')
    .set((invite) => ({ uses_left: invite('uses_left', '-', 1) }))
    .where('code', '=', code)
    .execute()
}

type InviteUse = Readonly<{ maker_id: string; uses_left: number; expires_ms: number }>

function inviteRow(tx: Tx, code: string) {
  return tx
    .selectFrom('invites')
    .select(['maker_id', 'uses_left', 'expires_ms'])
    .where('code', '=', code)
}

/** Those of a blocked member let nobody in, or a blocked one could come back by an invite of their own. */
async function isGood(tx: Tx, row: InviteUse | undefined, nowMs: number): Promise<boolean> {
  if (row === undefined || row.uses_left <= 0 || row.expires_ms <= nowMs) return false
  if (row.maker_id === OPERATOR) return true
  const maker = await tx
    .selectFrom('accounts')
    .select('blocked_ms')
    .where('id', '=', row.maker_id)
    .executeTakeFirst()
  return maker?.blocked_ms === 0
}

export async function insertInvite(
  tx: Tx,
  maker: string,
  invite: NewInvite,
  nowMs: number,
): Promise<void> {
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
export async function forgetClosed(tx: Tx, maker: string, nowMs: number): Promise<void> {
  await tx
    .deleteFrom('invites')
    .where('maker_id', '=', maker)
    .where((row) => row.or([row('uses_left', '<=', 0), row('expires_ms', '<=', nowMs)]))
    .execute()
}
