import { peerIdFromString } from '@libp2p/peer-id'
import { type DeviceId, parseDeviceId } from '../core/ids.ts'
import { type AddressText, componentsOf, takeApart } from './address-text.ts'
import { MAX_DIAL_ADDRESSES } from './limits.ts'

/** Where a home is: the device that it proves to be, and where to dial it. */
export type HomeAddress = Readonly<{
  device: DeviceId
  /** Multiaddrs without `/p2p/`. */
  addresses: readonly string[]
}>

export type HomeAddressErrorCode =
  | 'EMPTY'
  | 'TOO_MANY'
  | 'NOT_MULTIADDR'
  | 'NOT_DIALABLE'
  | 'LISTEN_ADDRESS'
  | 'NO_DEVICE'
  | 'BAD_DEVICE'
  | 'TWO_DEVICES'

/** What is wrong with a pasted address. The message is for the person who pasted it. */
export class HomeAddressError extends Error {
  override readonly name = 'HomeAddressError'
  readonly code: HomeAddressErrorCode
  constructor(code: HomeAddressErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

const EXAMPLE = '/dns4/home.example/tcp/4700/p2p/12D3KooW…'

/** What a person pastes: one or more full multiaddrs of the same home, apart by spaces, commas or lines. */
export function parseHomeAddress(pasted: string): HomeAddress {
  const texts = pasted.split(/[\s,;]+/).filter((text) => text !== '')
  if (texts.length === 0)
    throw new HomeAddressError('EMPTY', `an address is missing, such as ${EXAMPLE}`)
  if (texts.length > MAX_DIAL_ADDRESSES) {
    throw new HomeAddressError('TOO_MANY', `at most ${MAX_DIAL_ADDRESSES} addresses of one home`)
  }
  const parsed = texts.map(parseOne)
  const device = (parsed[0] as (typeof parsed)[number]).device
  if (parsed.some((each) => each.device !== device)) {
    throw new HomeAddressError(
      'TWO_DEVICES',
      'these addresses are of two different homes (/p2p/ differs)',
    )
  }
  return { device, addresses: [...new Set(parsed.map(({ address }) => address))] }
}

function parseOne(text: string): Readonly<{ device: DeviceId; address: string }> {
  if (!text.startsWith('/')) throw new HomeAddressError('NOT_MULTIADDR', notMultiaddr(text))
  if (componentsOf(text).length === 0) {
    throw new HomeAddressError(
      'NOT_MULTIADDR',
      `${shown(text)} is no complete multiaddr; ${howTo()}`,
    )
  }
  const parts = takeApart(text)
  if (parts === undefined || parts.port === 0) {
    const forms = '/tcp/<port>, then nothing, /ws or /tls/ws, then /p2p/<id>'
    throw new HomeAddressError(
      'NOT_DIALABLE',
      `${shown(text)} cannot be dialled: after the host comes ${forms}`,
    )
  }
  if (parts.host.text === '0.0.0.0' || parts.host.text === '::') {
    const why = `${parts.host.text} only says that the home listens everywhere; put its own IP address or name there`
    throw new HomeAddressError('LISTEN_ADDRESS', why)
  }
  return { device: deviceOf(text, parts), address: text.replace(/\/p2p\/[^/]+\/?$/, '') }
}

function deviceOf(text: string, parts: AddressText): DeviceId {
  if (parts.peer === undefined) {
    const why = 'without it nobody can tell the home from an impostor'
    throw new HomeAddressError(
      'NO_DEVICE',
      `${shown(text)} does not end with /p2p/<id>: ${why}; ${howTo()}`,
    )
  }
  try {
    // Only an Ed25519 key (12D3KooW…) is a device; older libp2p ids (Qm…) are hashes of other keys.
    if (peerIdFromString(parts.peer).type === 'Ed25519') return parseDeviceId(parts.peer)
  } catch {
    // Mistyped or cut off: told below, as an id of another kind is.
  }
  const shape = 'the id after /p2p/ begins with 12D3KooW and has 52 letters and digits'
  throw new HomeAddressError('BAD_DEVICE', `${shown(text)}: ${shape}; ${howTo()}`)
}

function notMultiaddr(text: string): string {
  const web = /^\w+:\/\//.test(text) ? 'a web address' : 'no home address'
  return `${shown(text)} is ${web}; ${howTo()}`
}

function howTo(): string {
  return `copy the line that the relay prints, such as ${EXAMPLE}`
}

/** Pasted text on a terminal: short, and without control characters. */
function shown(text: string): string {
  const plain = text.replace(/[^ -~]/g, '?')
  return plain.length > 80 ? `${plain.slice(0, 77)}...` : plain
}
