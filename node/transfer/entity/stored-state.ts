import { choice, count, record, type Shape, ShapeError, text } from '../../../src/core/shape.ts'
import { root } from '../../../src/transfer/entity/root.ts'
import type { FailureCode, TransferState } from '../../../src/transfer/entity/transfer-state.ts'

/** TransferState as it is read back from the store. */

const haveBytes = count()
const route = choice('lan', 'direct', 'spool')
const side = choice('us', 'peer')

/** Typed by FailureCode, so that a forgotten one does not compile. */
const FAILURES: Record<FailureCode, true> = {
  'source-changed': true,
  'source-gone': true,
  'root-mismatch': true,
  protocol: true,
  'unsafe-name': true,
  'unknown-transfer': true,
}
export const failureCode = choice(...(Object.keys(FAILURES) as FailureCode[]))

const STATES = {
  queued: record({ kind: choice('queued') }),
  waiting: record({ kind: choice('waiting'), for: choice('answer', 'friend'), haveBytes }),
  moving: record({ kind: choice('moving'), path: route, haveBytes }),
  paused: record({
    kind: choice('paused'),
    reason: choice(
      'by-us',
      'by-peer',
      'disk-full-here',
      'disk-full-there',
      'trouble-here',
      'trouble-there',
    ),
    haveBytes,
  }),
  verifying: record({ kind: choice('verifying'), path: route, haveBytes }),
  done: record({ kind: choice('done'), root, name: text({ min: 1, max: 4096 }) }),
  failed: record({ kind: choice('failed'), why: failureCode }),
  cancelled: record({ kind: choice('cancelled'), by: side }),
  declined: record({ kind: choice('declined') }),
} satisfies { [K in TransferState['kind']]: Shape<Extract<TransferState, { kind: K }>> }

const head = record({ kind: choice(...(Object.keys(STATES) as TransferState['kind'][])) })

export const transferState: Shape<TransferState> = {
  allowed: 'the state of a transfer',
  check(value: unknown, path: string): TransferState {
    const { kind } = head.check(value, path)
    const found: Shape<TransferState> | undefined = STATES[kind]
    if (found === undefined) throw new ShapeError(path, transferState.allowed)
    return found.check(value, path)
  },
}
