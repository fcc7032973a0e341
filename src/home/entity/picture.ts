import { bytes, choice, type Of, type Shape, ShapeError, shape } from '../../core/shape.ts'
import { MAX_PICTURE_BYTES, MAX_PICTURE_SIDE } from '../limits.ts'

/** An avatar comes in two sizes: for a list, and to look at. */
export const pictureSize = choice('small', 'large')
export type PictureSize = Of<typeof pictureSize>
export const PICTURE_SIZES = ['small', 'large'] as const satisfies readonly PictureSize[]

const HEADER_BYTES = 30

/**
 * A picture as it may be sent and shown: WebP in its simple form with one lossy key frame, so there is no place in it for metadata (EXIF,
 * a position), animation or a second picture, and its header says how large it is to decode. Whether its pixels decode is for whoever
 * shows it. Source: RFC 9649, 2.5; RFC 6386, 9.1.
 */
export function isPicture(content: Uint8Array, size: PictureSize): boolean {
  if (content.length < HEADER_BYTES || content.length > MAX_PICTURE_BYTES[size]) return false
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const isWebp = said(content, 0, 'RIFF') && said(content, 8, 'WEBP') && said(content, 12, 'VP8 ')
  if (!isWebp || view.getUint32(4, true) !== content.length - 8) return false
  // One chunk, and nothing behind it but the byte that makes it even.
  const frameBytes = view.getUint32(16, true)
  if (frameBytes + (frameBytes % 2) !== content.length - 20) return false
  const isKeyFrame = ((content[20] ?? 1) & 1) === 0
  const isStarted = content[23] === 0x9d && content[24] === 0x01 && content[25] === 0x2a
  const sides = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
  const fits = sides.every((side) => side >= 1 && side <= MAX_PICTURE_SIDE[size])
  return isKeyFrame && isStarted && fits
}

export function picture(size: PictureSize): Shape<Uint8Array> {
  const side = MAX_PICTURE_SIDE[size]
  const allowed = `a WebP picture of at most ${side} × ${side} pixels and ${MAX_PICTURE_BYTES[size]} bytes`
  const some = bytes({ min: 1, max: MAX_PICTURE_BYTES[size] })
  return shape(allowed, (value, path) => {
    const content = some.check(value, path)
    if (!isPicture(content, size)) throw new ShapeError(path, allowed)
    return content
  })
}

function said(content: Uint8Array, at: number, text: string): boolean {
  const letters = new TextEncoder().encode(text)
  return letters.every((letter, index) => content[at + index] === letter)
}
