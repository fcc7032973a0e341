import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@libp2p/interface'
import { CODE_P2P, type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import type { DeviceId } from '../core/ids.ts'
import { type DialFailure, NetError } from './errors.ts'
import {
  ADDRESS_DIAL_MS,
  MAX_ADDRESS_CHARS,
  MAX_DIAL_ADDRESSES,
  SECOND_CHOICE_MS,
} from './limits.ts'
import type { DialAddress, Encryption } from './network.ts'
import { UNEXPECTED_DEVICE } from './socket-tls.ts'

/**
 * Dials every address at once, WebSocket a moment later: it is the way where plain TCP is blocked, and libp2p leaves the
 * socket of a WebSocket dial that lost open for seconds. The first that proves to be `device` wins; the others are aborted,
 * and one that still comes through is closed. Throws NetError UNREACHABLE with what each address said.
 */
export async function dialAny(
  dial: DialAddress,
  device: DeviceId,
  options: Readonly<{
    addresses: readonly string[]
    signal: AbortSignal
    encryption?: Encryption | undefined
  }>,
): Promise<Connection> {
  const { encryption } = options
  options.signal.throwIfAborted()
  // There is no TLS of ours over WebSocket.
  const fitting = options.addresses.filter((each) => encryption !== 'tls' || !isWebSocket(each))
  const addresses = [...new Set(fitting)].slice(0, MAX_DIAL_ADDRESSES)
  if (addresses.length === 0) throw new NetError('NO_ADDRESS', 'no address to dial')
  const won = new AbortController()
  const signal = AbortSignal.any([options.signal, won.signal])
  const [first, second] = choicesOf(addresses)
  const started = first.map((address) => attempt(dial, device, { address, signal, encryption }))
  const mayStart = headStart(started, signal)
  const later = second.map(async (address) => {
    await mayStart
    return await attempt(dial, device, { address, signal, encryption })
  })
  const attempts = [...started, ...later]
  try {
    const winner = await Promise.any(attempts)
    closeOthers(attempts, winner)
    return winner
  } catch (cause) {
    options.signal.throwIfAborted()
    const failures = failuresOf(cause)
    throw new NetError('UNREACHABLE', 'no address led to the device', { cause, failures })
  } finally {
    won.abort(new Error('another address won'))
  }
}

function choicesOf(addresses: readonly string[]): readonly [string[], string[]] {
  const first = addresses.filter((address) => !isWebSocket(address))
  return first.length === 0 ? [[...addresses], []] : [first, addresses.filter(isWebSocket)]
}

function isWebSocket(address: string): boolean {
  return /\/wss?(\/|$)/.test(address)
}

/** Over when all of the first choice failed, or after SECOND_CHOICE_MS. */
async function headStart(
  started: readonly Promise<Connection>[],
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController()
  const waits = sleep(SECOND_CHOICE_MS, undefined, {
    signal: AbortSignal.any([signal, over.signal]),
  })
  void Promise.allSettled(started).then(() => over.abort())
  // Aborted either way: by the first choice, or with the whole dial, which the next attempt then notices itself.
  await waits.catch(() => undefined)
}

/** Why one attempt failed, on its way through Promise.any. */
class AttemptError extends Error {
  override readonly name = 'AttemptError'
  readonly failure: DialFailure
  constructor(failure: DialFailure, options?: ErrorOptions) {
    super(`${failure.address}: ${failure.reason}`, options)
    this.failure = failure
  }
}

async function attempt(
  dial: DialAddress,
  device: DeviceId,
  options: Readonly<{
    address: string
    signal: AbortSignal
    encryption: Encryption | undefined
  }>,
): Promise<Connection> {
  const { address, encryption } = options
  const target = targetOf(address, device)
  const timeout = AbortSignal.timeout(ADDRESS_DIAL_MS)
  // The signal stays tied to the socket for its whole life: a later abort of ours would cut a link in use. So each attempt
  // has its own, which hears of the others only while it dials.
  const own = new AbortController()
  const ends = AbortSignal.any([options.signal, timeout])
  const forward = () => own.abort(ends.reason)
  ends.addEventListener('abort', forward, { once: true })
  try {
    ends.throwIfAborted()
    return await dial(target, { signal: own.signal, encryption })
  } catch (cause) {
    const reason = timeout.aborted ? 'timeout' : reasonOf(cause)
    throw new AttemptError({ address, reason }, { cause })
  } finally {
    ends.removeEventListener('abort', forward)
  }
}

/** The address with `/p2p/device`: the handshake then refuses whoever else answers there, before we have told who we are. */
function targetOf(address: string, device: DeviceId): Multiaddr {
  let parsed: Multiaddr
  try {
    if (address.length > MAX_ADDRESS_CHARS) throw new RangeError('address too long')
    parsed = multiaddr(address)
  } catch (cause) {
    throw new AttemptError({ address, reason: 'bad-address' }, { cause })
  }
  const named = parsed.getComponents().findLast(({ code }) => code === CODE_P2P)?.value
  if (named === undefined) return parsed.encapsulate(`/p2p/${device}`)
  if (named !== device) throw new AttemptError({ address, reason: 'wrong-device' })
  return parsed
}

function closeOthers(attempts: readonly Promise<Connection>[], winner: Connection): void {
  for (const other of attempts) {
    other.then(
      (connection) => connection !== winner && connection.abort(new Error('another address won')),
      () => undefined,
    )
  }
}

function failuresOf(cause: unknown): readonly DialFailure[] {
  const errors: readonly unknown[] = cause instanceof AggregateError ? cause.errors : [cause]
  return errors.filter((err) => err instanceof AttemptError).map(({ failure }) => failure)
}

const REASON_OF_CODE: Readonly<Record<string, DialFailure['reason']>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'no-route',
  ENETUNREACH: 'no-route',
  EADDRNOTAVAIL: 'no-route',
  ENOTFOUND: 'no-route',
  EAI_AGAIN: 'no-route',
  ETIMEDOUT: 'timeout',
}

function reasonOf(err: unknown): DialFailure['reason'] {
  if (!(err instanceof Error)) return 'failed'
  const { code } = err as Error & { code?: string }
  if (code !== undefined && code in REASON_OF_CODE) return REASON_OF_CODE[code] ?? 'failed'
  // libp2p hands on the refusal of TLS and of Noise as text only.
  const refusals = [UNEXPECTED_DEVICE, 'expected remote identity key']
  if (refusals.some((text) => err.message.includes(text))) return 'wrong-device'
  return 'failed'
}
