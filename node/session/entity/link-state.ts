import { assertNever } from '../../../src/core/assert-never.ts'
import type { LinkView } from '../../control/entity/nouns.ts'

/** The link to the home. Any state may follow any other, except that only a sign-in leaves `signed-out`. */
export type LinkState =
  | Readonly<{ kind: 'signed-out'; sinceMs: number; why: string | undefined }>
  | Readonly<{ kind: 'connecting'; sinceMs: number }>
  | Readonly<{ kind: 'online'; sinceMs: number }>
  | Readonly<{ kind: 'offline'; sinceMs: number; retryAtMs: number; why: string }>

type HomePlace = Readonly<{ address: string; home: string }>

export function viewOfLink(state: LinkState, place: HomePlace | undefined): LinkView {
  const where = { address: place?.address, home: place?.home }
  const view = { ...where, sinceMs: state.sinceMs, retryAtMs: undefined, why: undefined }
  switch (state.kind) {
    case 'signed-out':
      return { ...view, address: undefined, state: 'signed-out', why: state.why }
    case 'connecting':
    case 'online':
      return { ...view, state: state.kind }
    case 'offline':
      return { ...view, state: 'offline', retryAtMs: state.retryAtMs, why: state.why }
    default:
      return assertNever(state)
  }
}
