import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { NodeError } from '../errors.ts'
import { LevelStore } from './level-store.ts'
import { writePrivateFile } from './private-file.ts'
import type { Profile } from './profile.ts'

/** Opens the store, whose lock makes one node per profile. @throws NodeError ALREADY_RUNNING that names the other one. */
export async function holdProfile(profile: Profile): Promise<LevelStore> {
  const store = await openStore(profile)
  try {
    await writePrivateFile(profile.pid, new TextEncoder().encode(`${process.pid}\n`))
  } catch (err) {
    await store.close()
    throw err
  }
  store.onClose(() => rm(profile.pid, { force: true }))
  return store
}

async function openStore(profile: Profile): Promise<LevelStore> {
  try {
    return await LevelStore.open(profile.store)
  } catch (cause) {
    if (!(cause instanceof NodeError) || cause.code !== 'ALREADY_RUNNING') throw cause
    const who = pidIn(profile.pid)
    throw new NodeError('ALREADY_RUNNING', `${cause.message}${who && ` (pid ${who})`}`, {
      cause,
      advice: 'stop it: homing down; or use another profile: HOMING_HOME=<folder>',
    })
  }
}

function pidIn(path: string): string {
  try {
    return /^\d+/.exec(readFileSync(path, 'utf8'))?.[0] ?? ''
  } catch {
    // A hint only: the holder may be between taking the lock and writing this.
    return ''
  }
}
