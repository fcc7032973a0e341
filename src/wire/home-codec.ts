import { count, record } from '../core/shape.ts'
import {
  ANSWERS,
  type Answer,
  ASKS,
  type Ask,
  type CallName,
  type Push,
  push,
} from '../home/entity/calls.ts'
import type { Event } from '../home/entity/nouns.ts'
import { type Refusal, refusal } from '../home/entity/refusal.ts'
import { checked, parse } from './decode.ts'
import { homing } from './protobuf.ts'
import { WireError } from './wire-error.ts'

/**
 * HomeFrame <-> entities, for both ends. Calls are checked in two steps, so that a request whose content is bad can still
 * be answered under its id.
 */
export type HomeRequest = {
  [K in CallName]: Readonly<{ id: number; call: K; ask: Ask<K> }>
}[CallName]

/** A request with an id but without a known or well-formed call: to be refused, not dropped. */
export type BadRequest = Readonly<{
  id: number
  call: undefined
  refuse: 'bad-request' | 'unknown-call'
}>

/** What a node receives: the answer still raw, because only the asker knows which call it answers. */
export type HomeReply =
  | Readonly<{ kind: 'answer'; id: number; raw: object }>
  | Readonly<{ kind: 'push'; push: Push }>

const MAX_ID = 0xffff_ffff
const envelope = record({ id: count({ min: 1, max: MAX_ID }) })
const CALLS = Object.keys(ASKS) as CallName[]

export function encodeRequest<K extends CallName>(id: number, call: K, ask: Ask<K>): Uint8Array {
  return encode({ request: { id, [call]: ask } })
}

export function decodeRequest(bytes: Uint8Array): HomeRequest | BadRequest {
  const raw = part(bytes, 'request')
  const { id } = checked(envelope, raw)
  const call = CALLS.find((name) => isSet(raw, name))
  if (call === undefined) return { id, call, refuse: 'unknown-call' }
  try {
    return { id, call, ask: checked(ASKS[call], raw[call], call) } as HomeRequest
  } catch (err) {
    if (err instanceof WireError) return { id, call: undefined, refuse: 'bad-request' }
    throw err
  }
}

export function encodeAnswer<K extends CallName>(
  id: number,
  call: K,
  answer: Answer<K>,
): Uint8Array {
  return encode({ answer: { id, [call]: answer } })
}

type Refused = Omit<Refusal, 'limit'> & Partial<Pick<Refusal, 'limit'>>

export function encodeRefusal(id: number, refused: Refused): Uint8Array {
  return encode({ answer: { id, refusal: refused } })
}

export function encodePush(sent: Push): Uint8Array {
  const value = sent.kind === 'events' ? { events: sent.value.events.map(flatEvent) } : sent.value
  return encode({ push: { [sent.kind]: value } })
}

export function decodeReply(bytes: Uint8Array): HomeReply {
  const frame = parse(homing.HomeFrame, bytes) as Record<string, unknown>
  if (isSet(frame, 'push')) return { kind: 'push', push: checked(push, frame['push'], 'push') }
  const raw = part(bytes, 'answer', frame)
  return { kind: 'answer', id: checked(envelope, raw).id, raw }
}

/** Checks a raw answer as that of `call`. */
export function readAnswer<K extends CallName>(
  call: K,
  raw: object,
):
  | Readonly<{ kind: 'answered'; answer: Answer<K> }>
  | Readonly<{ kind: 'refused'; refusal: Refusal }> {
  const fields = raw as Record<string, unknown>
  if (isSet(fields, 'refusal')) {
    return { kind: 'refused', refusal: checked(refusal, fields['refusal'], 'refusal') }
  }
  return { kind: 'answered', answer: checked(ANSWERS[call], fields[call], call) as Answer<K> }
}

/** The size of one event on the wire, for the window in bytes. */
export function eventBytes(event: Event): number {
  return homing.Event.encode(flatEvent(event) as never).finish().length
}

function flatEvent(event: Event): object {
  return { usn: event.usn, atMs: event.atMs, [event.change.kind]: event.change.value }
}

function encode(frame: object): Uint8Array {
  return homing.HomeFrame.encode(frame as never).finish()
}

function part(bytes: Uint8Array, key: string, parsed?: object): Record<string, unknown> {
  const frame = (parsed ?? parse(homing.HomeFrame, bytes)) as Record<string, unknown>
  if (!isSet(frame, key)) throw new WireError('MALFORMED', `not a ${key}`)
  return frame[key] as Record<string, unknown>
}

function isSet(raw: object, key: string): boolean {
  return Object.hasOwn(raw, key) && (raw as Record<string, unknown>)[key] != null
}
