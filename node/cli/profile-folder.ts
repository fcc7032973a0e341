import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The profile of this run: `HOMING_HOME`, or the usual place for a program's data on this platform. */
export function profileFolder(env: Env): string {
  const given = env['HOMING_HOME']
  if (given !== undefined && given !== '') return resolve(given)
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/homing')
  if (process.platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'homing')
  }
  return join(env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'homing')
}
