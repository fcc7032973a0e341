/** Crockford's base 32: no I, L, O, U, so it survives being read aloud. Source: crockford.com/base32.html. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUP = 4

/** `ABCD-EFGH-…`: 5 bits a character. */
export function inviteCode(bytes: Uint8Array): string {
  let code = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      code += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return grouped(code)
}

/** As a person typed it: any case, with or without dashes and spaces, O for 0, I and L for 1. */
export function normalInviteCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return grouped(plain)
}

function grouped(plain: string): string {
  return (plain.match(new RegExp(`.{1,${GROUP}}`, 'gs')) ?? []).join('-')
}
