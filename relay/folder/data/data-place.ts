import { existsSync, readFileSync } from 'node:fs'
import { FolderError } from '../folder-error.ts'
import type { HomeFolder } from './home-folder.ts'
import { writeSecret } from './secret-file.ts'

/**
 * A home's data is in its folder or on a server, and stays there: a setting that got lost, or was added, must not begin an empty home
 * beside the one with everybody in it. `server`: its address without a password, or undefined. @throws FolderError.
 */
export function checkPlace(
  { database, elsewhere }: Pick<HomeFolder, 'database' | 'elsewhere'>,
  server: string | undefined,
): void {
  if (server !== undefined && existsSync(database)) {
    throw new FolderError(
      `${database} holds this home's data: take database.url out, or give --data another folder. To move the home to a server: relay backup --help`,
    )
  }
  if (server === undefined && existsSync(elsewhere)) {
    const known = readFileSync(elsewhere, 'utf8').trim()
    throw new FolderError(
      `this home's data is on a database server (${known}): set database.url, or give --data another folder. To move the home back: relay backup --help`,
    )
  }
}

/** From now on it is there. */
export function rememberPlace({ elsewhere }: HomeFolder, server: string | undefined): void {
  if (server !== undefined) writeSecret(elsewhere, new TextEncoder().encode(`${server}\n`))
}
