import { networkInterfaces } from 'node:os'
import type { DeviceId } from '../../src/core/ids.ts'
import type { OwnNetwork } from '../../src/net/dial-policy.ts'

type Linked = Readonly<{ device: DeviceId; address: string }>

/** Where this machine is: its subnets, and whether its home is on the machine itself. */
export function ownNetwork(
  links: readonly Linked[],
  homes: Readonly<{ isHome(device: DeviceId): boolean }>,
): OwnNetwork {
  const subnets = Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter((each) => !each.internal && each.cidr !== null)
    .map((each) => each.cidr ?? '')
  const home = links.find(({ device }) => homes.isHome(device))
  return { subnets, homeOverLoopback: home !== undefined && LOOPBACK.test(home.address) }
}

const LOOPBACK = /^\/(ip4\/127\.|ip6\/::1\/)/
