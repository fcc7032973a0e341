import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const SSHD = ['/usr/sbin/sshd', '/usr/local/sbin/sshd'].find((path) => existsSync(path))
const run = promisify(execFile)

export type SshServer = AsyncDisposable & Readonly<{ port: number; key: string }>

/** Nobody asks about a key that is a minute old. */
export const SSH_OPTIONS = [
  ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'],
  ...['-o', 'LogLevel=ERROR'],
]

/** A server of our own on loopback, with a key of its own; nothing of the machine's is touched. */
export async function startSshd(folder: string): Promise<SshServer | undefined> {
  if (SSHD === undefined) return undefined
  const key = join(folder, 'key')
  const authorized = join(folder, 'authorized_keys')
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
  await run('cp', [`${key}.pub`, authorized])
  await chmod(authorized, 0o600)
  await mkdir('/run/sshd', { recursive: true }).catch(() => undefined)
  const settings = `Port ${port}\nListenAddress 127.0.0.1\nHostKey ${key}\nAuthorizedKeysFile ${authorized}\nStrictModes no\nPidFile none\nUsePAM no\nSubsystem sftp internal-sftp\n`
  const config = join(folder, 'sshd_config')
  await writeFile(config, settings)
  const child = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  for await (const text of child.stderr) {
    said += String(text)
    if (said.includes('listening')) break
  }
  child.stderr.destroy()
  if (child.exitCode !== null) {
    console.log(`ssh: not measured; sshd said: ${said.trim()}`)
    return undefined
  }
  return {
    port,
    key,
    [Symbol.asyncDispose]: async () => {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}
