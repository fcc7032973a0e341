/**
 * Settings that a process only takes at its start, and that save a process that moves files some 50 MB. Buffers of 64 KiB pass
 * by the thousand: a young generation of 16 MiB lets dead ones lie until they are hundreds of megabytes, and glibc's arenas,
 * one for each thread, keep what was freed.
 */
export const LEAN = { flag: '--max-semi-space-size=2', env: { MALLOC_ARENA_MAX: '1' } } as const

export type ProcessImage = Pick<NodeJS.Process, 'argv' | 'env' | 'execArgv' | 'platform'> & {
  execve?(file: string, args: readonly string[], env: NodeJS.ProcessEnv): never
}

/**
 * Starts this program again in this very process (same pid, same open files) with those settings; returns when it has them,
 * and on Windows, where a process cannot be replaced.
 */
export function becomeLean(image: ProcessImage = process): void {
  const [node, ...rest] = image.argv
  if (image.platform === 'win32' || image.execve === undefined || node === undefined) return
  if (image.execArgv.includes(LEAN.flag)) return
  const env = { ...image.env, ...LEAN.env }
  image.execve(node, [node, ...image.execArgv, LEAN.flag, ...rest], env)
}
