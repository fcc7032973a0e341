import { networkInterfaces } from 'node:os'
import type { DeviceId } from '../../src/core/ids.ts'
import { takeApart } from '../../src/net/address-text.ts'
import { type AddressScope, addressScope, type OwnNetwork } from '../../src/net/dial-policy.ts'

type Homes = Readonly<{ isHome(device: DeviceId): boolean }>
type Linked = Readonly<{ device: DeviceId; address: string }>

/** Where this machine is: its subnets, and whether its home is on the machine itself. */
export function ownNetwork(links: readonly Linked[], homes: Homes): OwnNetwork {
  const subnets = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter((each) => !each.internal && each.cidr !== null)
    .map((each) => each.cidr ?? '')
  const home = links.find(({ device }) => homes.isHome(device))
  return { subnets, homeOverLoopback: home !== undefined && LOOPBACK.test(home.address) }
}

/** Where our home answers; a name may be anywhere, so it is taken for a place on the internet. */
export function homeScope(links: readonly Linked[], homes: Homes): AddressScope {
  const home = links.find(({ device }) => homes.isHome(device))
  const host = home && takeApart(home.address)?.host
  return host === undefined || host.kind === 'dns' ? 'public' : addressScope(host.text)
}

const LOOPBACK = /^\/(ip4\/127\.|ip6\/::1\/)/
