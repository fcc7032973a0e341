import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ASKS, type CallName } from '../../src/home/entity/calls.ts'
import {
  REFUSALS,
  REFUSED_BY,
  type RefusalCode,
  type RefusedBy,
} from '../../src/home/entity/refusal.ts'
import {
  decodeReply,
  decodeRequest,
  encodeAnswer,
  encodePush,
  encodeRefusal,
  encodeRequest,
  readAnswer,
} from '../../src/wire/home-codec.ts'
import { homing } from '../../src/wire/protobuf.ts'
import { WireError } from '../../src/wire/wire-error.ts'
import { golden } from './golden.ts'
import { ANSWER_SAMPLES, ASK_SAMPLES, LATER_FRIEND, PUSH_SAMPLES } from './samples.ts'

const CALLS = Object.keys(ASKS) as CallName[]
const CODES = Object.keys(REFUSALS) as RefusalCode[]
const LIMITS = Object.keys(REFUSED_BY) as RefusedBy[]
const NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const MANGLED_RUNS = NIGHTLY ? 10_000_000 : 100_000

const made = new Map<string, Uint8Array>([
  ...CALLS.map((call) => [`ask ${call}`, encodeRequest(7, call, ASK_SAMPLES[call])] as const),
  ...CALLS.map((call) => [`answer ${call}`, encodeAnswer(7, call, ANSWER_SAMPLES[call])] as const),
  ...CODES.map(
    (code) => [`refusal ${code}`, encodeRefusal(7, { code, retryAfterMs: 250 })] as const,
  ),
  ['answer acceptFriend, later', encodeAnswer(7, 'acceptFriend', LATER_FRIEND)],
  ...LIMITS.map(
    (limit) =>
      [
        `refusal by ${limit}`,
        encodeRefusal(7, { code: 'slow-down', retryAfterMs: 250, limit }),
      ] as const,
  ),
  ...PUSH_SAMPLES.map((push) => [`push ${push.kind}`, encodePush(push)] as const),
])
const kept = golden('home', made)

test('every message of the home protocol is written as its golden bytes say', () => {
  for (const [name, bytes] of made) assert.equal(bytes.toHex(), kept[name], name)
})

test('every golden message of the home protocol decodes to what was written', () => {
  for (const call of CALLS) {
    assert.deepEqual(decodeRequest(hex(`ask ${call}`)), { id: 7, call, ask: ASK_SAMPLES[call] })
    const reply = decodeReply(hex(`answer ${call}`))
    assert.ok(reply.kind === 'answer' && reply.id === 7)
    assert.deepEqual(readAnswer(call, reply.raw), {
      kind: 'answered',
      answer: ANSWER_SAMPLES[call],
    })
  }
  for (const push of PUSH_SAMPLES) {
    assert.deepEqual(decodeReply(hex(`push ${push.kind}`)), { kind: 'push', push })
  }
  for (const code of CODES) {
    const reply = decodeReply(hex(`refusal ${code}`))
    assert.ok(reply.kind === 'answer')
    assert.deepEqual(readAnswer('ping', reply.raw), {
      kind: 'refused',
      refusal: { code, retryAfterMs: 250, limit: undefined },
    })
  }
  const later = decodeReply(hex('answer acceptFriend, later'))
  assert.ok(later.kind === 'answer')
  assert.deepEqual(readAnswer('acceptFriend', later.raw), {
    kind: 'answered',
    answer: LATER_FRIEND,
  })
  for (const limit of LIMITS) {
    const reply = decodeReply(hex(`refusal by ${limit}`))
    assert.ok(reply.kind === 'answer')
    assert.deepEqual(readAnswer('ping', reply.raw), {
      kind: 'refused',
      refusal: { code: 'slow-down', retryAfterMs: 250, limit },
    })
  }
})

test('a limit that a newer home knows is not shown, and the refusal is none the worse', () => {
  const frame = encodeRefusal(7, {
    code: 'slow-down',
    retryAfterMs: 9,
    limit: 'moonPhase' as RefusedBy,
  })
  const reply = decodeReply(frame)
  assert.ok(reply.kind === 'answer')
  assert.deepEqual(readAnswer('ping', reply.raw), {
    kind: 'refused',
    refusal: { code: 'slow-down', retryAfterMs: 9, limit: undefined },
  })
})

test('the table of calls and the oneofs of home.proto name the same calls', () => {
  const bare = (message: object) => JSON.stringify(Object.keys(message).sort())
  const every = Object.fromEntries(CALLS.map((call) => [call, {}]))
  for (const call of CALLS) {
    const asked = homing.HomeRequest.decode(
      homing.HomeRequest.encode({ id: 1, [call]: {} } as never).finish(),
    )
    const answered = homing.HomeAnswer.decode(
      homing.HomeAnswer.encode({ id: 1, [call]: {} } as never).finish(),
    )
    assert.equal((asked as unknown as Record<string, unknown>)['call'], call)
    assert.equal((answered as unknown as Record<string, unknown>)['result'], call)
  }
  const inProto = Object.keys(homing.HomeRequest.prototype).filter(
    (key) => !['id', 'call', 'constructor'].includes(key) && !key.startsWith('$'),
  )
  assert.equal(bare(Object.fromEntries(inProto.map((key) => [key, 0]))), bare(every))
})

test('a request without a known call is refused under its id, not dropped', () => {
  const unknown = homing.HomeFrame.encode({ request: { id: 9 } }).finish()
  assert.deepEqual(decodeRequest(unknown), { id: 9, call: undefined, refuse: 'unknown-call' })
})

test('a request with bad content is refused under its id', () => {
  const bad = encodeRequest(9, 'acceptFriend', { account: 'nobody' as never })
  assert.deepEqual(decodeRequest(bad), { id: 9, call: undefined, refuse: 'bad-request' })
})

test('a usn beyond 2^53 is malformed, not rounded', () => {
  const huge = homing.HomeFrame.encode({
    request: { id: 1, acknowledgeEvents: { usn: 2 ** 60 } },
  }).finish()
  assert.deepEqual(decodeRequest(huge), { id: 1, call: undefined, refuse: 'bad-request' })
})

test('arbitrary bytes give an entity or a WireError, nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 512 }), (bytes) => {
      decodesOrRefuses(bytes)
    }),
    { numRuns: MANGLED_RUNS / 10 },
  )
})

test('mangled golden bytes give an entity or a WireError, nothing else', () => {
  const frames = [...made.values()]
  const mutation = fc.record({
    frame: fc.nat({ max: frames.length - 1 }),
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
    cut: fc.option(fc.nat(), { freq: 4 }),
  })
  fc.assert(
    fc.property(mutation, ({ frame, at, byte, cut }) => {
      const bytes = Uint8Array.from(frames[frame] ?? [])
      bytes[at % bytes.length] = byte
      decodesOrRefuses(cut === null ? bytes : bytes.subarray(0, cut % bytes.length))
    }),
    { numRuns: MANGLED_RUNS },
  )
})

function decodesOrRefuses(bytes: Uint8Array): void {
  for (const decode of [decodeRequest, readWhole]) {
    try {
      decode(bytes)
    } catch (err) {
      assert.ok(err instanceof WireError, String(err))
    }
  }
}

function readWhole(bytes: Uint8Array): void {
  const reply = decodeReply(bytes)
  if (reply.kind === 'answer') readAnswer('friends', reply.raw)
}

function hex(name: string): Uint8Array {
  const bytes = kept[name]
  assert.ok(bytes !== undefined, `no golden bytes for ${name}`)
  return Uint8Array.fromHex(bytes)
}
