import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export type PortHolder = Readonly<{ pid: number; name: string }>

/** In /proc/net/tcp: a socket that listens. Source: Linux, include/net/tcp_states.h. */
const LISTENS = '0A'

/** Who listens on a TCP port of this machine; undefined when that cannot be seen: not Linux, or another user's process. */
export function holderOf(port: number): PortHolder | undefined {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listening(table, port))
  if (inodes.length === 0) return undefined
  const wanted = new Set(inodes.map((inode) => `socket:[${inode}]`))
  for (const pid of entries('/proc').filter((name) => /^\d+$/.test(name))) {
    const files = entries(`/proc/${pid}/fd`)
    if (!files.some((fd) => wanted.has(linkOf(`/proc/${pid}/fd/${fd}`)))) continue
    const command = textOf(`/proc/${pid}/cmdline`).split('\0').slice(0, 3).join(' ')
    return { pid: Number(pid), name: command.trim() }
  }
  return undefined
}

function listening(table: string, port: number): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return textOf(table)
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => state === LISTENS && local?.endsWith(`:${hex}`))
    .flatMap((fields) => fields[9] ?? [])
}

function entries(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    // It ended, is another user's, or there is no /proc.
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
