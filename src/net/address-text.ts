import { type Component, multiaddr } from '@multiformats/multiaddr'
import { MAX_ADDRESS_CHARS } from './limits.ts'

/** A multiaddr taken apart into the few things that Homing dials: `/ip4/…/tcp/…`, `/dns4/…/tcp/…/tls/ws`, … */
export type AddressText = Readonly<{
  host: Readonly<{ kind: 'ip4' | 'ip6' | 'dns'; text: string }>
  port: number
  transport: 'tcp' | 'ws' | 'wss'
  /** What follows `/p2p/`, unchecked. */
  peer: string | undefined
}>

const HOST_KINDS: Readonly<Record<string, AddressText['host']['kind']>> = {
  ip4: 'ip4',
  ip6: 'ip6',
  dns: 'dns',
  dns4: 'dns',
  dns6: 'dns',
}
const TRANSPORTS: Readonly<Record<string, AddressText['transport']>> = {
  '': 'tcp',
  ws: 'ws',
  wss: 'wss',
  'tls/ws': 'wss',
}

/** Undefined for everything that is not exactly one of these forms: no relayed, UDP or nested addresses. */
export function takeApart(address: string): AddressText | undefined {
  const components = componentsOf(address)
  const [first, second, ...rest] = components
  const kind = HOST_KINDS[first?.name ?? '']
  const port = Number(second?.value)
  if (kind === undefined || first?.value === undefined || second?.name !== 'tcp') return undefined
  const peer = rest.at(-1)?.name === 'p2p' ? rest.pop()?.value : undefined
  const transport = TRANSPORTS[rest.map(({ name }) => name).join('/')]
  if (transport === undefined || rest.some(({ value }) => value !== undefined)) return undefined
  return { host: { kind, text: first.value }, port, transport, peer }
}

/** Empty for text that is no multiaddr. */
export function componentsOf(address: string): Component[] {
  if (address.length > MAX_ADDRESS_CHARS) return []
  try {
    return multiaddr(address).getComponents()
  } catch {
    return []
  }
}

/** 4 or 16 bytes, or undefined for what is no IP address. */
export function ipBytes(text: string): Uint8Array | undefined {
  const family = text.includes(':') ? 'ip6' : 'ip4'
  try {
    // The binary form is one byte of code and then the address.
    return multiaddr(`/${family}/${text}`).bytes.subarray(1)
  } catch {
    return undefined
  }
}
