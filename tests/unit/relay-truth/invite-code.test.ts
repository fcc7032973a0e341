import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inviteCode, normalInviteCode } from '../../../relay/accounts/entity/invite-code.ts'

test('a code is read back however it was typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const code = inviteCode(bytes)
      assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
      const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
      assert.equal(normalInviteCode(typed), code)
    }),
  )
})

test('every bit of the bytes is in the code', () => {
  const codes = Array.from({ length: 80 }, (_, bit) => {
    const bytes = new Uint8Array(10)
    bytes[bit >> 3] = 1 << (bit & 7)
    return inviteCode(bytes)
  })
  assert.equal(new Set(codes).size, 80)
})
