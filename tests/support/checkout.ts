import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** This checkout as an operator has it after a clone, in a new folder. */
export function copyCheckout(folder: string): void {
  mkdirSync(folder)
  const but = ['--exclude=./node_modules', '--exclude=./.git']
  const input = execFileSync('tar', [...but, '-cf', '-', '.'], { cwd: ROOT, maxBuffer: 1e9 })
  execFileSync('tar', ['--no-same-owner', '-xf', '-'], { cwd: folder, input })
}
