import { mkdir, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { safeText } from '../../src/system/safe-text.ts'
import { CliError } from './cli-error.ts'
import type { Context } from './context.ts'

/**
 * The folder of `--into`. A mistyped one must not come into being by itself: files would lie where nobody looks, and a disk
 * that is not mounted would fill the one below. So one that is not there is made only on request, and that is said.
 */
export async function targetFolder(
  context: Context,
  given: Readonly<{ into: string; create: boolean }>,
): Promise<string> {
  const folder = resolve(given.into)
  const shown = safeText(folder)
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory() === true) return folder
  if (found !== undefined) throw new CliError('usage', `${shown} is no folder`)
  if (!given.create) {
    throw new CliError('not-found', `there is no folder ${shown}`, {
      advice: 'is it spelled right, and its disk mounted? to make it, add: --create',
    })
  }
  await mkdir(folder, { recursive: true })
  context.out.notice(`made the folder ${shown}`)
  return folder
}
