import type { CheckView, LinkView } from '../entity/nouns.ts'
import type { ControlServices, Waiting } from '../ports.ts'

/**
 * What `homing doctor` asks the daemon: each check says what was found and, when something is wrong, what to do. The CLI
 * adds those that need no daemon (node/cli/commands/doctor.ts).
 */

/** Clocks may differ by this much before times of messages look odd to people. */
export const MAX_SKEW_MS = 5_000
/** Below this a download folder has no room for a film. */
export const LOW_ROOM_BYTES = 2 * 1024 ** 3
/** One answer of the home, asked by a person who waits. */
const ASK_TIMEOUT_MS = 5_000

export async function diagnose(
  services: ControlServices,
  options: Waiting,
): Promise<readonly CheckView[]> {
  const { link, account } = services.node.status()
  const signedIn: CheckView = {
    name: 'signed in',
    ...(account === undefined
      ? problem(
          link.why === undefined ? 'no' : `no: ${link.why}`,
          'run: homing register <name> --home <address> --invite <code>, or: homing login',
        )
      : ok(`as ${account.name}@${account.home}`)),
  }
  const home = await checkHome(services, link, options)
  const rest = [
    checkAddresses(services),
    checkFriends(services),
    checkTransfers(services),
    await checkRoom(services),
  ]
  return [signedIn, ...home, ...rest]
}

async function checkHome(
  services: ControlServices,
  link: LinkView,
  options: Waiting,
): Promise<readonly CheckView[]> {
  const name = 'home reachable'
  if (link.state === 'signed-out') return []
  if (link.state !== 'online') {
    const why = link.why === undefined ? '' : `: ${link.why}`
    const advice = `is the relay running, and its port open? it is tried again by itself; address: ${link.address}`
    return [{ name, ...problem(`${link.state}${why}`, advice) }]
  }
  const fromMs = services.clock.nowMs()
  try {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(ASK_TIMEOUT_MS)])
    const { nowMs } = await services.session.ask('ping', {}, { signal })
    const tookMs = services.clock.nowMs() - fromMs
    const skewMs = Math.round(fromMs + tookMs / 2 - nowMs)
    return [
      { name, ...ok(`answered in ${tookMs} ms`) },
      { name: 'clock', ...skew(skewMs) },
    ]
  } catch {
    options.signal.throwIfAborted()
    return [{ name, ...problem('connected, but it does not answer', 'wait a minute; see the log') }]
  }
}

function skew(skewMs: number): Finding {
  const seconds = Math.round(Math.abs(skewMs) / 1000)
  if (Math.abs(skewMs) <= MAX_SKEW_MS) return ok('agrees with the home')
  const side = skewMs > 0 ? 'ahead of' : 'behind'
  return warning(
    `${seconds} s ${side} the home`,
    'set the clock of this machine, or tell the operator',
  )
}

function checkAddresses(services: ControlServices): CheckView {
  const { addresses } = services.node.status()
  const name = 'listening'
  const outside = addresses.filter((address) => !/^\/(ip4\/127\.|ip6\/::1\/)/.test(address))
  if (addresses.length === 0) return { name, ...problem('on no address', 'see the log') }
  // Whoever reads this looks for hosts and ports; the device id at the end of each is the same.
  const short = outside.map((address) => address.replace(/\/p2p\/[^/]+$/, ''))
  if (outside.length > 0) return { name, ...ok(short.join(' ').slice(0, 900)) }
  return { name, ...warning('on this machine only', 'friends elsewhere can not reach this node') }
}

function checkFriends(services: ControlServices): CheckView {
  const friends = services.friends.list().filter((friend) => friend.state === 'friend')
  const online = friends.filter((friend) => friend.online).length
  const connected = friends.filter((friend) => friend.connected).length
  const found = `${friends.length}; ${online} online, ${connected} connected straight to this node`
  return { name: 'friends', ...ok(found) }
}

/** A hold outlives restarts, and the memory of who began it. */
function checkTransfers({ node }: ControlServices): CheckView {
  const name = 'transfers'
  const { openTransfers, heldSinceMs } = node.status()
  const found = `${openTransfers} that have not ended`
  if (heldSinceMs === undefined) return { name, ...ok(found) }
  return { name, ...warning(`${found}, all paused`, 'to go on: homing transfers resume --all') }
}

async function checkRoom(services: ControlServices): Promise<CheckView> {
  const name = 'room for downloads'
  const { downloads } = services.node.status()
  try {
    const free = await services.disk.freeBytes(downloads)
    const found = `${(free / 1e9).toFixed(1)} GB free in ${downloads}`.slice(0, 900)
    if (free >= LOW_ROOM_BYTES) return { name, ...ok(found) }
    return { name, ...warning(found, 'make room, or accept with --into <folder> on another disk') }
  } catch {
    return {
      name,
      ...problem(`${downloads} can not be looked at`.slice(0, 900), 'check the folder'),
    }
  }
}

type Finding = Omit<CheckView, 'name'>
const ok = (found: string): Finding => ({ result: 'ok', found, advice: undefined })
const warning = (found: string, advice: string): Finding => ({ result: 'warning', found, advice })
const problem = (found: string, advice: string): Finding => ({ result: 'problem', found, advice })
