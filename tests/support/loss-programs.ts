import { spawnSync } from 'node:child_process'

/** What of Debian drops packets in a network namespace of its own. */
export const LOSS_PACKAGES = ['iproute2', 'nftables'] as const

/** The programs are not here. */
export function noLossPrograms(): string | false {
  const calls = [
    ['ip', '-V'],
    ['nft', '--version'],
  ] as const
  const isHere = calls.every(([program, arg]) => spawnSync(program, [arg]).status === 0)
  return (
    !isHere &&
    `needs ip and nft; run: apt-get install -y --no-install-recommends ${LOSS_PACKAGES.join(' ')}`
  )
}

/** For `skip`: why no packets can be lost here and what to do, or false. */
export function noLoss(): string | false {
  if (process.platform !== 'linux') return 'needs network namespaces, so Linux'
  if (process.getuid?.() !== 0) return 'needs root to make a network namespace'
  const missing = noLossPrograms()
  if (missing !== false) return missing
  const { status, stderr } = spawnSync('unshare', ['--net', 'nft', 'list', 'ruleset'])
  return status !== 0 && `no network namespace with nft here: ${String(stderr).trim()}`
}
