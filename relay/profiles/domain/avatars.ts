import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import type { Answer, Ask } from '../../../src/home/entity/calls.ts'
import type { Profile } from '../../../src/home/entity/nouns.ts'
import { PICTURE_SIZES, type PictureSize } from '../../../src/home/entity/picture.ts'
import { MAX_PICTURE_BYTES } from '../../../src/home/limits.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { ExportLine } from '../../accounts/admin-ports.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import type { Blobs } from '../../blobs/ports.ts'
import { avatarName } from '../entity/avatar-name.ts'
import type { AvatarStore, ProfileStore } from '../ports.ts'

type AvatarsDeps = Readonly<{
  blobs: Blobs
  store: AvatarStore
  profiles: ProfileStore
  clock: Clock
  random: Random
  log: Logger
}>

/** When a node that could not store its picture tries again. */
const RETRY_MS = 60_000

/**
 * Pictures of accounts: bytes that friends may fetch. The relay looks at their header and decodes none. Each change has a version of its own,
 * and the bytes are there before anybody is told of it.
 */
export class Avatars {
  readonly #deps: AvatarsDeps

  constructor(deps: AvatarsDeps) {
    this.#deps = deps
  }

  /** @throws HomeRefusal bad-request for one picture without the other. */
  async set(caller: Caller, { small, large }: Ask<'setAvatar'>): Promise<Profile> {
    const { profiles, random, clock } = this.#deps
    const isNone = small.length === 0
    if (isNone !== (large.length === 0)) throw new HomeRefusal('bad-request')
    const before = (await profiles.ownProfile(caller)).avatar
    const version = isNone ? '' : mintUuid({ clock, random })
    if (!isNone) await this.#put(caller.account, version, { small, large })
    const profile = await profiles.setProfile(caller, { avatar: version })
    await this.#forget(caller.account, before)
    return profile
  }

  /** One whose bytes are not here is none. @throws HomeRefusal not-friends, also for who does not exist. */
  async get(caller: Caller, { account, size, have }: Ask<'avatar'>): Promise<Answer<'avatar'>> {
    const { store, blobs, log } = this.#deps
    const version = await store.versionFor(caller, account)
    if (version === undefined) return { version: '', picture: NOTHING }
    if (version === have) return { version, picture: NOTHING }
    const picture = await read(blobs, account, avatarName(version, size))
    if (picture !== undefined) return { version, picture }
    // Of a home that was restored, or another relay has it: nobody should wait for it.
    log.info({ account }, 'an avatar is not here')
    return { version: '', picture: NOTHING }
  }

  /** For an export of all that is held. */
  async *exported(account: AccountId): AsyncGenerator<ExportLine, void> {
    const { store, blobs } = this.#deps
    const version = (await store.versionsOf([account])).get(account)
    if (version === undefined) return
    const large = await read(blobs, account, avatarName(version, 'large'))
    yield { kind: 'avatar', version, picture: large?.toBase64() ?? '' }
  }

  /** Nothing of it stays. */
  async accountDeleted(account: AccountId): Promise<void> {
    const { blobs } = this.#deps
    const entries = await blobs.list(account)
    await blobs.delete(
      account,
      entries.map(({ name }) => name),
    )
  }

  async #put(
    account: AccountId,
    version: string,
    pictures: Readonly<Record<PictureSize, Uint8Array>>,
  ): Promise<void> {
    const { blobs, log } = this.#deps
    try {
      for (const size of PICTURE_SIZES) {
        await blobs.put(account, avatarName(version, size), pictures[size])
      }
      await blobs.settle(account)
    } catch (cause) {
      log.error({ err: cause }, 'an avatar could not be stored')
      throw new HomeRefusal('unavailable', { cause, retryAfterMs: RETRY_MS })
    }
  }

  /** What stays by mistake the sweep finds. */
  async #forget(account: AccountId, version: string | undefined): Promise<void> {
    if (version === undefined) return
    const { blobs, log } = this.#deps
    try {
      const names = PICTURE_SIZES.map((size) => avatarName(version, size))
      await blobs.delete(account, names)
    } catch (err) {
      log.warn({ err }, 'an old avatar could not be removed')
    }
  }
}

const NOTHING = new Uint8Array()

/** All of it, whatever its length; at most the larger of the two sizes, since nothing else is put there. */
async function read(blobs: Blobs, folder: string, name: string): Promise<Uint8Array | undefined> {
  const entry = (await blobs.list(folder)).find((each) => each.name === name)
  if (entry === undefined || entry.bytes > MAX_PICTURE_BYTES.large) return undefined
  const into = new Uint8Array(entry.bytes)
  return (await blobs.get(folder, name, into)) ? into : undefined
}
