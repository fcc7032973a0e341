import { readdir } from 'node:fs/promises'
import {
  collisionKey,
  numberedName,
  type SafeName,
} from '../../../src/transfer/entity/safe-name.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { MAX_NAME_NUMBER } from '../../../src/transfer/limits.ts'
import { syncFolder } from './durable-folder.ts'

export type WantedName = Readonly<{
  /** Whole and synced. */
  staged: string
  folder: string
  name: SafeName
  /** Called before each try: what a crash in the middle is recognised by. */
  onTry: (name: SafeName) => Promise<void>
}>

/**
 * Gives what is finished the first free one of `name`, `name (1)`, …: never over anything that exists, also not what another
 * program makes at the same moment, and never one that differs from an existing name in case or Unicode form only.
 * @param move False when the name is taken after all.
 */
export async function giveFreeName(
  { folder, name: wanted, onTry }: WantedName,
  move: (name: SafeName) => Promise<boolean>,
): Promise<SafeName> {
  const taken = new Set((await readdir(folder)).map(collisionKey))
  for (let number = 0; number <= MAX_NAME_NUMBER; number++) {
    const name = numberedName(wanted, number)
    if (taken.has(collisionKey(name))) continue
    await onTry(name)
    if (!(await move(name))) continue
    await syncFolder(folder)
    return name
  }
  throw new TransferError('NO_FREE_NAME', 'every numbered name is taken')
}
