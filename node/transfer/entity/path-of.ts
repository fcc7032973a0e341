import type { Path } from '../../../src/transfer/entity/transfer-state.ts'

const PRIVATE_V4 =
  /^\/ip4\/(?:127\.|10\.|192\.168\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|198\.1[89]\.|169\.254\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\.)/
const PRIVATE_V6 = /^\/ip6\/(?:::1\/|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/i

/**
 * `lan` when the peer's address on the live link is loopback, private, link-local, shared or of a test network (RFC 1918,
 * 3927, 4193, 4291, 6598, 5737, 2544): the dial policy lets none of them through but on a subnet of our own. Else `direct`.
 */
export function pathOf(address: string | undefined): Path {
  if (address === undefined) return 'direct'
  const plain = address.replace(/^\/ip6\/::ffff:(\d+\.\d+\.\d+\.\d+)\//i, '/ip4/$1/')
  return PRIVATE_V4.test(plain) || PRIVATE_V6.test(plain) ? 'lan' : 'direct'
}
