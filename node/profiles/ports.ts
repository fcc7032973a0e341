import type { AccountId } from '../../src/core/ids.ts'
import type { PictureSize } from '../../src/home/entity/picture.ts'

export type KeptPicture = Readonly<{ version: string; picture: Uint8Array }>

/** The newest picture of each account and size that was looked at. All of it may vanish at any moment. */
export interface PictureCache {
  get(account: AccountId, size: PictureSize): Promise<KeptPicture | undefined>
  /** In place of what there was. */
  put(account: AccountId, size: PictureSize, kept: KeptPicture): Promise<void>
  remove(account: AccountId, size: PictureSize): Promise<void>
}
