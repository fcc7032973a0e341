import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stateText } from '../../../node/cli/transfer-text.ts'
import type { TransferView } from '../../../node/control/entity/nouns.ts'

const base = {
  id: '019339a0-0000-7000-8000-0000000000ab',
  friend: 'bob',
  direction: 'incoming',
  file: { name: 'film.mkv', size: 1000, mtimeMs: 0, mode: 0 },
  state: 'waiting',
  sizeKnown: true,
  verifiedBytes: 0,
  totalBytes: 1000,
} as unknown as TransferView

test('a state is told once, and what to do about an offer', () => {
  const says = (more: Partial<TransferView>) => stateText({ ...base, ...more })
  assert.equal(
    says({ why: 'alice offers it', code: 'answer-needed' }),
    '1.0 kB  offered to you: homing accept 000000ab',
  )
  const byUs = { state: 'paused', verifiedBytes: 500, why: 'paused here', code: 'by-us' } as const
  assert.equal(says(byUs), '50 %  500 B of 1.0 kB  paused here')
  const declined = { state: 'declined', why: 'bob declined', code: 'declined' } as const
  assert.equal(says(declined), '1.0 kB  bob declined')
  const held = { state: 'queued', why: 'the month is over', code: 'offer-held' } as const
  assert.equal(says({ ...held, retryAtMs: 1 }), '1.0 kB  queued: the month is over')
  assert.equal(says({ state: 'queued', place: 2 }), '1.0 kB  queued, number 2 in line')
  const full = { state: 'paused', why: 'no room', code: 'disk-full-here' } as const
  assert.equal(says(full), '0 %  0 B of 1.0 kB  paused: no room')
})

test('before the first byte no rate is told; of a line that stands still it is', () => {
  const moving = { ...base, state: 'moving', rate: 0, path: 'lan' } as const
  assert.equal(stateText(moving), '0 %  0 B of 1.0 kB  lan')
  assert.equal(stateText({ ...moving, verifiedBytes: 500 }), '50 %  500 B of 1.0 kB  0 B/s  lan')
})

test('of a stream that has not ended no part of a whole is told', () => {
  const open = { ...base, sizeKnown: false, verifiedBytes: 500 } as const
  assert.equal(stateText({ ...open, state: 'moving', rate: 20, path: 'lan' }), '500 B  20 B/s  lan')
  const offered = { ...open, why: 'alice offers it', code: 'answer-needed' } as const
  assert.match(stateText({ ...offered, file: { ...base.file, size: 0 } }), /^a stream {2}offered/)
  assert.match(stateText(offered), /^a stream, 1.0 kB so far {2}offered/)
})
