import type { Logger } from '../../../src/core/logger.ts'
import { ShapeError } from '../../../src/core/shape.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { AdminRefusal } from '../../accounts/entity/admin-refusal.ts'
import { ADMIN_CALLS, type AdminCall, adminRequest, isAdminCall } from '../entity/admin-calls.ts'
import { actOf } from '../entity/audited-act.ts'
import type { AdminHandlers } from '../ports.ts'

type DeskDeps = Readonly<{
  handlers: AdminHandlers
  /** Who did what to whom, and what came of it. */
  audit: Logger
  log: Logger
}>

type Handle = (ask: unknown) => Promise<unknown>

/** One request of the operator: check, do, note. What only reads is not noted; what changes is, and what was refused. */
export class AdminDesk {
  readonly #deps: DeskDeps

  constructor(deps: DeskDeps) {
    this.#deps = deps
  }

  /** @throws AdminRefusal, and nothing else. */
  async answer(request: unknown): Promise<unknown> {
    const { call, ask, by } = checked(() => adminRequest.check(request, ''))
    if (!isAdminCall(call)) throw new AdminRefusal('unknown-call', { detail: call })
    return await this.#audited(call, { ask, by })
  }

  async #audited(call: AdminCall, { ask, by }: Readonly<{ ask: unknown; by: string }>) {
    let answer: unknown
    let refusal: AdminRefusal | undefined
    try {
      answer = await this.#done(call, ask)
    } catch (err) {
      refusal = this.#refusalOf(call, err)
    }
    if (ADMIN_CALLS[call].changes) {
      const outcome = refusal?.code ?? 'done'
      this.#deps.audit.info({ by, ...actOf(call, ask, answer), outcome }, 'operator acted')
    }
    if (refusal !== undefined) throw refusal
    return answer
  }

  async #done(call: AdminCall, ask: unknown): Promise<unknown> {
    const handle = this.#deps.handlers[call] as Handle
    return await handle(checked(() => ADMIN_CALLS[call].ask.check(ask, '')))
  }

  #refusalOf(call: AdminCall, err: unknown): AdminRefusal {
    if (err instanceof AdminRefusal) return err
    const isStore = err instanceof HomeRefusal && err.code === 'unavailable'
    const message = isStore ? 'the operator could not be served' : 'an act of the operator failed'
    this.#deps.log.error({ err, call }, message)
    return new AdminRefusal('unavailable', { cause: err })
  }
}

function checked<T>(check: () => T): T {
  try {
    return check()
  } catch (cause) {
    if (!(cause instanceof ShapeError)) throw cause
    throw new AdminRefusal('bad-request', { cause, detail: cause.message })
  }
}
