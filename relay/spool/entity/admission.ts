import type { DeviceId, SpoolId } from '../../../src/core/ids.ts'
import type { Ticket } from '../../../src/home/entity/ticket.ts'

/** What a stream asks for: the role is its opener's. */
export type Opened = Readonly<{ spool: SpoolId; device: DeviceId; role: 'sender' | 'receiver' }>

/** Does a true ticket of this home allow it now? `device` is what the handshake proved. */
export function allows(ticket: Ticket, opened: Opened, nowMs: number): boolean {
  const op = opened.role === 'sender' ? 'put' : 'get'
  const isTheirs = ticket.device === opened.device && ticket.spool === opened.spool
  return isTheirs && ticket.op === op && nowMs < ticket.untilMs
}
