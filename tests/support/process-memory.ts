import { readFileSync } from 'node:fs'

/** Bytes that a process has resident (`VmRSS`), or had at most (`VmHWM`). Linux only: the kernel's own account. */
export function residentBytes(pid: number, line: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024
}
