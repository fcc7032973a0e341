import { ipBytes, takeApart } from './address-text.ts'

/** What this machine knows of where it is. */
export type OwnNetwork = Readonly<{
  /** Its interfaces as CIDR text, `192.168.1.7/24`. */
  subnets: readonly string[]
  /** Our home was reached over loopback: everything here is one machine. */
  homeOverLoopback: boolean
}>

export type DialRefusal =
  | 'not-an-address'
  | 'name'
  | 'special'
  | 'loopback'
  | 'other-private-network'

/**
 * The addresses of a friend's card that may be dialled (security.md 13). A friend's word must not make this machine knock on
 * doors of its own network: private addresses only on a subnet we are on, loopback only where the home is on loopback too,
 * no names (they may point anywhere, later), nothing that is no ordinary address of one host.
 */
export function dialableAddresses(
  announced: readonly string[],
  own: OwnNetwork,
): readonly string[] {
  return announced.filter((address) => dialRefusal(address, own) === undefined)
}

/** Why a friend's address is not dialled; undefined when it is. */
export function dialRefusal(address: string, own: OwnNetwork): DialRefusal | undefined {
  const parts = takeApart(address)
  if (parts === undefined || parts.port === 0) return 'not-an-address'
  if (parts.host.kind === 'dns') return 'name'
  // A certificate for a bare address is no more than Noise proves anyway.
  if (parts.transport === 'wss') return 'not-an-address'
  const ip = ipBytes(parts.host.text)
  if (ip === undefined) return 'not-an-address'
  switch (scopeOf(ip)) {
    case 'public':
      return undefined
    case 'loopback':
      return own.homeOverLoopback ? undefined : 'loopback'
    case 'private':
      return onOwnSubnet(ip, own.subnets) ? undefined : 'other-private-network'
    default:
      return 'special'
  }
}

/** What kind of place an address is; `special`: no ordinary address of one host. */
export type AddressScope = 'public' | 'private' | 'loopback' | 'special'
type Range = Readonly<{ cidr: string; scope: AddressScope }>

/**
 * First match counts. Source: IANA special-purpose address registries (RFC 6890 and its updates). The ranges for documentation
 * and benchmarks lead nowhere on the internet, but laboratories and test networks use them: they are private here.
 */
const IP4: readonly Range[] = [
  { cidr: '127.0.0.0/8', scope: 'loopback' },
  { cidr: '10.0.0.0/8', scope: 'private' },
  { cidr: '172.16.0.0/12', scope: 'private' },
  { cidr: '192.168.0.0/16', scope: 'private' },
  { cidr: '100.64.0.0/10', scope: 'private' },
  { cidr: '192.0.2.0/24', scope: 'private' },
  { cidr: '198.18.0.0/15', scope: 'private' },
  { cidr: '198.51.100.0/24', scope: 'private' },
  { cidr: '203.0.113.0/24', scope: 'private' },
  { cidr: '0.0.0.0/8', scope: 'special' },
  { cidr: '169.254.0.0/16', scope: 'special' },
  { cidr: '192.0.0.0/24', scope: 'special' },
  { cidr: '192.88.99.0/24', scope: 'special' },
  { cidr: '224.0.0.0/3', scope: 'special' },
  { cidr: '0.0.0.0/0', scope: 'public' },
]

/** Ranges that carry an IPv4 address inside (mapped, NAT64, 6to4, Teredo) would lead around the list above. */
const IP6: readonly Range[] = [
  { cidr: '::1/128', scope: 'loopback' },
  { cidr: 'fc00::/7', scope: 'private' },
  { cidr: '2001:db8::/32', scope: 'private' },
  { cidr: '3fff::/20', scope: 'private' },
  { cidr: '2001::/23', scope: 'special' },
  { cidr: '2002::/16', scope: 'special' },
  { cidr: '2000::/3', scope: 'public' },
]

/** Where carriers and overlay networks give single addresses (/32): being in it at all is being on it (RFC 6598). */
const SHARED_SPACE = '100.64.0.0/10'

/** Of an IP address as text. */
export function addressScope(ip: string): AddressScope {
  const bytes = ipBytes(ip)
  return bytes === undefined ? 'special' : scopeOf(bytes)
}

function scopeOf(ip: Uint8Array): AddressScope {
  const ranges = ip.length === 4 ? IP4 : IP6
  return ranges.find(({ cidr }) => within(ip, cidr))?.scope ?? 'special'
}

function onOwnSubnet(ip: Uint8Array, subnets: readonly string[]): boolean {
  const sharing = within(ip, SHARED_SPACE)
  return subnets.some((own) => {
    if (within(ip, own)) return true
    const ownIp = ipBytes(own.split('/')[0] ?? '')
    return sharing && ownIp !== undefined && within(ownIp, SHARED_SPACE)
  })
}

function within(ip: Uint8Array, cidr: string): boolean {
  const [text = '', bitsText = ''] = cidr.split('/')
  const network = ipBytes(text)
  const bits = Number(bitsText)
  if (network?.length !== ip.length || bitsText === '' || !(bits >= 0 && bits <= ip.length * 8)) {
    return false
  }
  return ip.every((byte, index) => {
    const kept = Math.min(Math.max(bits - index * 8, 0), 8)
    const mask = (0xff << (8 - kept)) & 0xff
    return (byte & mask) === ((network[index] as number) & mask)
  })
}
