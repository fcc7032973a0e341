import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { LOSS_PACKAGES, noLossPrograms } from '../support/loss-programs.ts'
import { MACHINE_PACKAGES, noMachinePrograms } from '../support/machine-programs.ts'
import { MARIADB_PACKAGES, noGalera } from '../support/mariadb-programs.ts'
import { noRedis, REDIS_PACKAGES } from '../support/redis-programs.ts'
import { noS3, S3_PACKAGES } from '../support/s3-programs.ts'

/** A slow mirror; what hangs longer is skipped. */
const APT_TIMEOUT_MS = 5 * 60_000

/** What tests run beside our own programs. */
const NEEDED = [
  { name: 'MariaDB and Galera', isMissing: () => noGalera() !== false, packages: MARIADB_PACKAGES },
  { name: 'Redis', isMissing: () => noRedis() !== false, packages: REDIS_PACKAGES },
  { name: 'S3 (Ceph)', isMissing: () => noS3() !== false, packages: S3_PACKAGES },
  { name: 'systemd', isMissing: () => noMachinePrograms() !== false, packages: MACHINE_PACKAGES },
  { name: 'nftables', isMissing: () => noLossPrograms() !== false, packages: LOSS_PACKAGES },
]

/**
 * Installs what tests run beside our own programs, on a Debian that lets us. Where it cannot be, a line says so, and each test
 * that needs it is skipped with the reason and what to run.
 */
export async function provide(): Promise<void> {
  const missing = NEEDED.filter(({ isMissing }) => isMissing())
  if (missing.length === 0) return
  const names = missing.map(({ name }) => name).join(', ')
  const install = ['install', '-y', '--no-install-recommends']
  install.push(...missing.flatMap(({ packages }) => packages))
  const cannot = whyNot() ?? (await installed(install))
  if (cannot !== undefined) {
    console.log(`not here: ${names} (${cannot}); run: apt-get ${install.join(' ')}`)
  }
}

function whyNot(): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return 'no apt-get to install it with'
  return process.getuid?.() === 0 ? undefined : 'not root, so it is not installed'
}

/** @returns why it is not. */
async function installed(install: readonly string[]): Promise<string | undefined> {
  console.log(`preparing: apt-get ${install.join(' ')}`)
  try {
    // The list of packages may be absent, or older than the mirror.
    await apt('update')
    await apt(...install)
    const still = NEEDED.filter(({ isMissing }) => isMissing())
    return still.length === 0 ? undefined : 'the packages did not bring it'
  } catch (err) {
    return (err as Error).message.trim().split('\n').at(-1)
  }
}

async function apt(...args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await promisify(execFile)('apt-get', ['-q', ...args], { env, timeout: APT_TIMEOUT_MS })
}
