import { journalSink, prioritized } from '../../src/system/journal.ts'
import { safeJson, safeLines } from '../../src/system/safe-text.ts'
import { isNoRoom } from '../blobs/entity/no-room.ts'
import { StoreError } from '../data/store-error.ts'
import { FolderError } from '../folder/folder-error.ts'
import { ConfigError } from './config-error.ts'

/** Why a program of the relay ends: a code for scripts, its exit code, and what to do. */
export type Failure = Readonly<{ code: string; exit: number; message: string }>

/** The same for each of them. What else they have is their own. */
export const EXIT = { failed: 1, usage: 2, folder: 3, database: 5 } as const

/** What all of them may meet; anything else is `failed`. */
export function failureOf(err: unknown): Failure {
  const message = err instanceof Error ? err.message : String(err)
  if (err instanceof ConfigError) return { code: 'config', exit: EXIT.usage, message }
  if (isDiskFull(err)) {
    const why = `${message}: the disk is full; make room there and start again`
    return { code: 'disk-full', exit: EXIT.folder, message: why }
  }
  if (err instanceof FolderError) return { code: 'folder', exit: EXIT.folder, message }
  if (err instanceof StoreError) return { code: err.code, exit: EXIT.database, message }
  return { code: 'failed', exit: EXIT.failed, message }
}

/** To stderr: lines for people, or one document. @returns the exit code. */
export function tellFailure(failure: Failure, options: Readonly<{ isJson: boolean }>): number {
  const { code, message, exit } = failure
  const lines = options.isJson
    ? [safeJson({ error: { code, message } })]
    : safeLines(`relay: ${message}`)
  const isJournal = journalSink() !== undefined
  const said = isJournal ? lines.map((line) => prioritized('error', line)) : lines
  process.stderr.write(`${said.join('\n')}\n`)
  return exit
}

function isDiskFull(err: unknown): boolean {
  if (!(err instanceof Error) || err instanceof StoreError) return false
  return isNoRoom(err) || isDiskFull(err.cause)
}
