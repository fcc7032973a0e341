import { homedir } from 'node:os'
import { join } from 'node:path'

type Machine = Readonly<{
  platform: NodeJS.Platform
  root: boolean
  env: Readonly<Record<string, string | undefined>>
}>

/** Where a relay keeps its data unless told. */
export function defaultDataFolder(machine: Machine): string {
  const { env } = machine
  switch (machine.platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Homing Relay')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Homing Relay')
    default:
      if (machine.root) return '/var/lib/homing-relay'
      return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'homing-relay')
  }
}

export function thisMachine(): Machine {
  return { platform: process.platform, root: process.getuid?.() === 0, env: process.env }
}
