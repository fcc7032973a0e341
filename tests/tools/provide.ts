import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { MARIADB_INSTALL, noGalera } from '../support/mariadb-programs.ts'

/** A slow mirror; what hangs longer is skipped. */
const APT_TIMEOUT_MS = 5 * 60_000

/**
 * Installs what tests run beside our own programs: MariaDB, on a Debian that lets us. Where it cannot be, a line says so, and each test
 * that needs it is skipped with the reason and what to run.
 */
export async function provide(): Promise<void> {
  if (noGalera() === false) return
  const cannot = whyNot() ?? (await installed())
  if (cannot !== undefined) console.log(`MariaDB is not here (${cannot}); run: ${MARIADB_INSTALL}`)
}

function whyNot(): string | undefined {
  if (!existsSync('/usr/bin/apt-get')) return 'no apt-get to install it with'
  return process.getuid?.() === 0 ? undefined : 'not root, so it is not installed'
}

/** @returns why it is not. */
async function installed(): Promise<string | undefined> {
  console.log(`preparing: ${MARIADB_INSTALL}`)
  try {
    // The list of packages may be absent, or older than the mirror.
    await apt('update')
    const [, ...args] = MARIADB_INSTALL.split(' ')
    await apt(...args)
    return noGalera() === false ? undefined : 'the packages did not bring it'
  } catch (err) {
    return (err as Error).message.trim().split('\n').at(-1)
  }
}

async function apt(...args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await promisify(execFile)('apt-get', ['-q', ...args], { env, timeout: APT_TIMEOUT_MS })
}
