import { existsSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import type { RelayConfig } from '../config.ts'
import { type DatabasePlace, type HomeDatabase, openHomeDatabase } from '../data/home-database.ts'
import { lockFolder } from '../folder/data/folder-lock.ts'
import { DATABASE_FILE } from '../folder/data/home-folder.ts'
import { FolderError } from '../folder/folder-error.ts'

/** A home as it stands in its folder, for commands beside the relay: nothing is made. */

export const MACHINE = { clock: systemClock, random: systemRandom }

export function placeOf({ data, database }: RelayConfig): DatabasePlace {
  return database === undefined ? { file: join(data, DATABASE_FILE) } : { server: database }
}

/** To look at while a relay may serve. @throws StoreError */
export function openToRead(config: RelayConfig): Promise<HomeDatabase> {
  return openHomeDatabase(placeOf(config), MACHINE, { readOnly: true })
}

/** To change. @throws StoreError */
export function openToWrite(place: DatabasePlace): Promise<HomeDatabase> {
  return openHomeDatabase(place, MACHINE, { readOnly: false })
}

/** This command has the folder for itself, as its own user. @throws FolderError when a relay runs on it, or it is another user's. */
export function holdFolder({ data }: RelayConfig): Disposable {
  checkOwner(data)
  return lockFolder(data)
}

/** What root would write there the relay could not read. */
function checkOwner(data: string): void {
  if (!existsSync(data)) {
    throw new FolderError(`there is no folder ${data}: name the relay's with --data`)
  }
  const me = process.getuid?.()
  const owner = statSync(data).uid
  if (me === undefined || me === owner) return
  throw new FolderError(
    `${data} belongs to another user (uid ${owner}) than ${userInfo().username}: run the command as that one, such as: sudo -u '#${owner}' relay …`,
  )
}
