import sharp from 'sharp'
import { MAX_PICTURE_SIDE } from '../../src/home/limits.ts'
import type { PictureSize } from '../../src/home/entity/picture.ts'

/** Real pictures of one colour each, as a node sends them. */
export async function pictures(colour: string): Promise<Record<PictureSize, Uint8Array>> {
  const of = async (size: PictureSize) => {
    const side = MAX_PICTURE_SIDE[size]
    const made = sharp({ create: { width: side, height: side, channels: 3, background: colour } })
    return new Uint8Array(await made.webp().toBuffer())
  }
  return { small: await of('small'), large: await of('large') }
}
