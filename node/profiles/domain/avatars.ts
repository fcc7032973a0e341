import type { AccountId, AccountName } from '../../../src/core/ids.ts'
import type { Answer, Ask } from '../../../src/home/entity/calls.ts'
import { isPicture, type PictureSize } from '../../../src/home/entity/picture.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { KeptPicture, PictureCache } from '../ports.ts'

type Waiting = Readonly<{ signal: AbortSignal }>
/** Whose picture it is, and the version that the home told last. */
type Shown = Readonly<{ account: AccountId; avatar: string | undefined }>

type AvatarsDeps = Readonly<{
  home: Readonly<{
    ask(call: 'avatar', ask: Ask<'avatar'>, options: Waiting): Promise<Answer<'avatar'>>
  }>
  /** @throws ControlError signed-out. */
  self(): Shown
  /** @throws ControlError not-found. */
  friend(name: AccountName): Shown
  cache: PictureCache
}>

/**
 * Pictures of oneself and of friends: fetched when somebody looks, kept by their version, fetched again when that changed. What comes is
 * checked before it is kept or shown, and what is kept before it is shown; nothing here decodes it.
 */
export class Avatars {
  readonly #deps: AvatarsDeps

  constructor(deps: AvatarsDeps) {
    this.#deps = deps
  }

  /** @param name absent: one's own. @returns undefined: there is none. @throws ControlError not-found, offline, refused; HomeRefusal. */
  async picture(
    of: Readonly<{ name: AccountName | undefined; size: PictureSize }>,
    options: Waiting,
  ): Promise<KeptPicture | undefined> {
    const shown = of.name === undefined ? this.#deps.self() : this.#deps.friend(of.name)
    const { cache } = this.#deps
    const kept = await this.#kept(shown.account, of.size)
    if (shown.avatar === undefined) {
      if (kept !== undefined) await cache.remove(shown.account, of.size)
      return undefined
    }
    if (kept?.version === shown.avatar) return kept
    return await this.#fetched(shown.account, { size: of.size, kept }, options)
  }

  async #kept(account: AccountId, size: PictureSize): Promise<KeptPicture | undefined> {
    const kept = await this.#deps.cache.get(account, size)
    return kept !== undefined && isPicture(kept.picture, size) ? kept : undefined
  }

  async #fetched(
    account: AccountId,
    { size, kept }: Readonly<{ size: PictureSize; kept: KeptPicture | undefined }>,
    options: Waiting,
  ): Promise<KeptPicture | undefined> {
    const { home, cache } = this.#deps
    const ask = { account, size, have: kept?.version ?? '' }
    const { version, picture } = await home.ask('avatar', ask, options)
    if (version === '') {
      await cache.remove(account, size)
      return undefined
    }
    if (kept !== undefined && version === kept.version) return kept
    if (!isPicture(picture, size)) {
      throw new ControlError('refused', 'what the home sent is no picture that may be shown')
    }
    await cache.put(account, size, { version, picture })
    return { version, picture }
  }
}
