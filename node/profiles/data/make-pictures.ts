import { open } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import { isPicture, PICTURE_SIZES, type PictureSize } from '../../../src/home/entity/picture.ts'
import { MAX_PICTURE_SIDE } from '../../../src/home/limits.ts'
import { PictureError } from '../errors.ts'
import { MAKE_SECONDS, MAX_SOURCE_BYTES, MAX_SOURCE_PIXELS, QUALITIES } from '../limits.ts'

export type Pictures = Readonly<Record<PictureSize, Uint8Array>>

/**
 * Makes an avatar of a file of the person's own: upright, its middle as a square, in both sizes, as WebP without anything that the camera
 * wrote beside it (where it was taken, with what, a preview of what was cut away). For a command, which ends: what decodes pictures does
 * not stay in the daemon. @throws PictureError.
 */
export async function makePictures(path: string): Promise<Pictures> {
  const source = await sourceOf(path)
  const decode = await decoder()
  const made = new Map<PictureSize, Uint8Array>()
  for (const size of PICTURE_SIZES) made.set(size, await small(decode(source), size))
  return Object.fromEntries(made) as Pictures
}

async function sourceOf(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path)
    const stats = await file.stat()
    if (!stats.isFile()) throw new PictureError('UNREADABLE', `${path} is no file`)
    if (stats.size > MAX_SOURCE_BYTES) throw tooLarge(`more than ${MAX_SOURCE_BYTES / 2 ** 20} MiB`)
    return await file.readFile()
  } catch (cause) {
    if (cause instanceof PictureError) throw cause
    throw new PictureError('UNREADABLE', `${path} cannot be read`, { cause })
  }
}

/** Its own part of the program, with a library for this machine: it may lack where optional packages were left out. */
async function decoder(): Promise<(source: Uint8Array) => Sharp> {
  try {
    const { default: sharp } = await import('sharp')
    // Nothing is decoded twice, and two threads are as quick as many on so small a thing.
    sharp.cache(false)
    return (source) =>
      sharp(source, { limitInputPixels: MAX_SOURCE_PIXELS, failOn: 'error', pages: 1 }).timeout({
        seconds: MAKE_SECONDS,
      })
  } catch (cause) {
    throw new PictureError('NOT_AVAILABLE', 'this machine has nothing that decodes pictures', {
      cause,
      advice: 'install Homing again with its optional packages: npm ci --include=optional',
    })
  }
}

async function small(source: Sharp, size: PictureSize): Promise<Uint8Array> {
  const side = MAX_PICTURE_SIDE[size]
  const pixels = source
    .autoOrient()
    .resize(side, side, { fit: 'cover', position: 'centre' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
  for (const quality of QUALITIES) {
    const made = new Uint8Array(await encoded(pixels.clone().webp({ quality })))
    if (isPicture(made, size)) return made
  }
  throw new PictureError('NO_PICTURE', 'no avatar could be made of it', {
    advice: 'choose another picture, or one that is simpler',
  })
}

async function encoded(picture: Sharp): Promise<Uint8Array> {
  try {
    return await picture.toBuffer()
  } catch (cause) {
    // The library has no codes, only words.
    if (/pixel limit/i.test(String(cause))) {
      throw tooLarge(`more than ${MAX_SOURCE_PIXELS / 1e6} million pixels`, cause)
    }
    throw new PictureError('NO_PICTURE', 'that is no picture, or it is damaged', {
      cause,
      advice: 'JPEG, PNG, WebP, GIF and AVIF can be read',
    })
  }
}

function tooLarge(why: string, cause?: unknown): PictureError {
  return new PictureError('TOO_LARGE', `the picture is too large: ${why}`, {
    cause,
    advice: 'make it smaller first',
  })
}
