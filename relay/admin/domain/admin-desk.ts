import type { Logger } from '../../../src/core/logger.ts'
import type { Tracer } from '../../../src/core/tracer.ts'
import { ShapeError } from '../../../src/core/shape.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { AdminRefusal } from '../../accounts/entity/admin-refusal.ts'
import {
  ADMIN_CALLS,
  type AdminCall,
  adminRequest,
  EXPORT_CALL,
  exportAsk,
  isAdminCall,
} from '../entity/admin-calls.ts'
import { actOf } from '../entity/audited-act.ts'
import type { AdminHandlers, DeskAnswer, Exporter } from '../ports.ts'

type DeskDeps = Readonly<{
  handlers: AdminHandlers
  exporter: Exporter
  /** Who did what to whom, and what came of it. */
  audit: Logger
  tracer: Tracer
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
  async answer(request: unknown): Promise<DeskAnswer> {
    const { call, ask, by } = checked(() => adminRequest.check(request, ''))
    return await this.#deps.tracer.run({ by, call }, async () => {
      if (call === EXPORT_CALL) return { kind: 'lines', lines: await this.#export(ask, by) }
      if (!isAdminCall(call)) throw new AdminRefusal('unknown-call', { detail: call })
      return { kind: 'object', value: await this.#call(call, ask, by) }
    })
  }

  async #call(call: AdminCall, ask: unknown, by: string): Promise<unknown> {
    let answer: unknown
    let refusal: AdminRefusal | undefined
    try {
      answer = await this.#done(call, ask)
    } catch (err) {
      refusal = this.#refusalOf(call, err)
    }
    if (ADMIN_CALLS[call].changes) this.#note(by, actOf(call, ask, answer), refusal?.code ?? 'done')
    if (refusal !== undefined) throw refusal
    return answer
  }

  async #export(ask: unknown, by: string): Promise<AsyncIterable<object>> {
    const act = actOf(EXPORT_CALL, ask, undefined)
    try {
      const { name } = checked(() => exportAsk.check(ask, ''))
      const lines = await this.#deps.exporter.open(name)
      // Before the first line: whoever reads some and hangs up has read them.
      this.#note(by, act, 'begun')
      return lines
    } catch (err) {
      const refusal = this.#refusalOf(EXPORT_CALL, err)
      this.#note(by, act, refusal.code)
      throw refusal
    }
  }

  #note(by: string, act: object, outcome: string): void {
    this.#deps.audit.info({ by, ...act, outcome }, 'operator acted')
  }

  async #done(call: AdminCall, ask: unknown): Promise<unknown> {
    const handle = this.#deps.handlers[call] as Handle
    return await handle(checked(() => ADMIN_CALLS[call].ask.check(ask, '')))
  }

  #refusalOf(call: string, err: unknown): AdminRefusal {
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
