/**
 * Whose bucket a link's address counts to: the IPv4 address, or the /64 of an IPv6 address, since one customer holds at
 * least that much. Anything else is one bucket together.
 */
export function addressKey(multiaddr: string): string {
  const ip4 = /^\/ip4\/([0-9.]+)\//.exec(multiaddr)?.[1]
  if (ip4 !== undefined) return ip4
  const ip6 = /^\/ip6\/([0-9a-fA-F:.]+)(?:%[^/]*)?\//.exec(multiaddr)?.[1]
  return ip6 === undefined ? 'unknown' : ip6Key(ip6.toLowerCase())
}

function ip6Key(ip6: string): string {
  const mapped = /^::ffff:([0-9.]+)$/.exec(ip6)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail = ''] = ip6.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const zeros = Math.max(0, ip6.includes('::') ? 8 - first.length - last.length : 0)
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last]
  const network = groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::/64`
}
