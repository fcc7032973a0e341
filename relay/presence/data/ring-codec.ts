import { type AccountId, accountId, conversationId, deviceId } from '../../../src/core/ids.ts'
import {
  branded,
  choice,
  count,
  flag,
  list,
  oneCase,
  record,
  ShapeError,
  text,
} from '../../../src/core/shape.ts'
import { MAX_CARD_BYTES, MAX_DEVICES } from '../../../src/home/limits.ts'
import { MAX_HINTS } from '../../data/hint-channel.ts'
import type { EndReason, Ring } from '../ports.ts'

/** One ring, for these accounts. */
export type Rung = Readonly<{ to: readonly AccountId[]; ring: Ring }>
/** What one relay says at once; without rings, only that it can be heard. */
export type RingBatch = Readonly<{ from: string; rings: readonly Rung[] }>

/** Accounts of one ring: what is larger goes in several. */
export const MAX_RUNG = 1_000

const ENDINGS: Readonly<Record<EndReason, true>> = {
  replaced: true,
  revoked: true,
  'logged-out': true,
  away: true,
}
const REASONS = Object.keys(ENDINGS) as EndReason[]
const card = branded('a card in base64', (given) => {
  if (given.length > MAX_CARD_BYTES * 2) throw new Error('too long')
  return Uint8Array.from(Buffer.from(given, 'base64'))
})
const devices = list(record({ device: deviceId, online: flag, card }), { max: MAX_DEVICES })
const presence = record({ account: accountId, online: flag, lastSeenMs: count(), devices })
const ring = oneCase({
  events: record({}),
  presence: record({ presence }),
  typing: record({ conversation: conversationId, account: accountId }),
  ended: record({ device: deviceId, epoch: count(), reason: choice(...REASONS) }),
})
const rung = record({ to: list(accountId, { max: MAX_RUNG }), ring })
const batch = record({ from: text({ max: 64 }), rings: list(rung, { max: MAX_HINTS }) })

export function encodeRings({ from, rings }: RingBatch): string {
  return JSON.stringify({ from, rings: rings.map(plainRung) })
}

/** Undefined for what no relay of this version wrote. */
export function decodeRings(message: string): RingBatch | undefined {
  try {
    const { from, rings } = batch.check(JSON.parse(message), '')
    return { from, rings: rings.map((each) => ({ to: each.to, ring: ringOf(each.ring) })) }
  } catch (err) {
    if (err instanceof ShapeError || err instanceof SyntaxError) return undefined
    throw err
  }
}

function plainRung({ to, ring: { kind, ...value } }: Rung) {
  if (!('presence' in value)) return { to, ring: { [kind]: value } }
  const cards = value.presence.devices.map((device) => ({
    ...device,
    card: Buffer.from(device.card).toString('base64'),
  }))
  return { to, ring: { [kind]: { presence: { ...value.presence, devices: cards } } } }
}

function ringOf({ kind, value }: ReturnType<typeof ring.check>): Ring {
  return { kind, ...value } as Ring
}
