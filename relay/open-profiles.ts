import { SqlAccountStore } from './accounts/data/sql-account-store.ts'
import type { Foundation } from './foundation.ts'
import { openBlobs } from './open-blobs.ts'
import { SqlAvatarStore } from './profiles/data/sql-avatar-store.ts'
import { AvatarSweeper } from './profiles/domain/avatar-sweeper.ts'
import { Avatars } from './profiles/domain/avatars.ts'
import type { Truth } from './truth.ts'

export type Profiles = Awaited<ReturnType<typeof openProfiles>>

/** What people show of themselves beside words: pictures, in the bucket or a folder. */
export async function openProfiles(
  { folder, bucket, clock, random, log: root }: Foundation,
  { journal }: Pick<Truth, 'journal'>,
) {
  const log = root.child({ component: 'profiles' })
  const blobs = await openBlobs(bucket, { under: 'avatars', folder: folder.blobs })
  const store = new SqlAvatarStore(journal)
  const profiles = new SqlAccountStore(journal)
  return {
    avatars: new Avatars({ blobs, store, profiles, clock, random, log }),
    sweeper: new AvatarSweeper({ blobs, store, clock, log }),
  }
}
