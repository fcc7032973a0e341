import assert from 'node:assert/strict'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { makePictures } from '../../../node/profiles/data/make-pictures.ts'
import { MAX_SOURCE_BYTES, MAX_SOURCE_PIXELS } from '../../../node/profiles/limits.ts'
import { isPicture } from '../../../src/home/entity/picture.ts'
import { MAX_PICTURE_SIDE } from '../../../src/home/limits.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const GPS = { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '46/1 57/1 0/1' } }
const failed = (code: string) => ({ name: 'PictureError', code })

async function made(content: Uint8Array) {
  using folder = temporaryFolder()
  const path = join(folder.path, 'picture')
  writeFileSync(path, content)
  return await makePictures(path)
}

/** Left half red, right half blue, as a camera on its side would write it. */
function halves(width: number, height: number) {
  const half = { create: { width: width / 2, height, channels: 3 as const, background: '#00f' } }
  const left = { create: { width, height, channels: 3 as const, background: '#f00' } }
  return half && sharp(left).composite([{ input: half, left: width / 2, top: 0 }])
}

test('a photograph becomes two squares, without what the camera wrote beside it', async () => {
  const photo = await halves(3_000, 2_000)
    .jpeg()
    .withExif({ IFD0: { Make: 'canary-camera' }, ...GPS })
    .toBuffer()
  assert.ok(photo.includes('canary-camera'))
  const { small, large } = await made(photo)
  for (const [size, picture] of Object.entries({ small, large })) {
    assert.ok(isPicture(picture, size as 'small'))
    const facts = await sharp(picture).metadata()
    const side = MAX_PICTURE_SIDE[size as 'small']
    assert.deepEqual([facts.format, facts.width, facts.height], ['webp', side, side])
    assert.deepEqual(
      [facts.exif, facts.xmp, facts.icc, facts.orientation],
      [undefined, undefined, undefined, undefined],
    )
    assert.ok(!Buffer.from(picture).includes('canary'))
  }
})

test('a picture that was taken on its side stands upright', async () => {
  const onItsSide = await halves(400, 400).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { large } = await made(onItsSide)
  const { data, info } = await sharp(large).raw().toBuffer({ resolveWithObject: true })
  const red = (x: number, y: number) => (data[(y * info.width + x) * info.channels] ?? 0) > 128
  // Turned by a quarter: what was left is above.
  assert.deepEqual([red(256, 20), red(256, 490)], [true, false])
})

test('transparency, a palette, an animation and shades of grey come out as pictures too', async () => {
  const clear = { create: { width: 50, height: 70, channels: 4 as const, background: '#0f08' } }
  for (const content of [
    await sharp(clear).png().toBuffer(),
    await sharp(clear).png({ palette: true }).toBuffer(),
    await sharp(clear).gif().toBuffer(),
    await sharp(clear).greyscale().jpeg().toBuffer(),
    await sharp({ ...clear, create: { ...clear.create, width: 1, height: 1 } })
      .webp()
      .toBuffer(),
  ]) {
    const { small, large } = await made(content)
    assert.ok(isPicture(small, 'small') && isPicture(large, 'large'))
  }
})

test('noise, which nothing makes small, is made small all the same', async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 90 }
  const create = { width: 1_000, height: 1_000, channels: 3 as const, background: '#888', noise }
  const { small, large } = await made(await sharp({ create }).jpeg().toBuffer())
  assert.ok(isPicture(small, 'small') && isPicture(large, 'large'))
})

test('a small file that claims more pixels than a machine should open is refused before it is', async () => {
  const side = Math.ceil(Math.sqrt(MAX_SOURCE_PIXELS)) + 1
  await assert.rejects(made(pngBomb(side)), {
    ...failed('TOO_LARGE'),
    message: 'the picture is too large: more than 100 million pixels',
  })
})

test('what is no picture, is cut off, is missing or is too large is told as such', async () => {
  await assert.rejects(made(new TextEncoder().encode('hello')), failed('NO_PICTURE'))
  const photo = await halves(300, 300).jpeg().toBuffer()
  await assert.rejects(made(photo.subarray(0, photo.length / 2)), failed('NO_PICTURE'))
  using folder = temporaryFolder()
  await assert.rejects(makePictures(join(folder.path, 'nothing')), failed('UNREADABLE'))
  await assert.rejects(makePictures(folder.path), failed('UNREADABLE'))
  const huge = join(folder.path, 'huge')
  writeFileSync(huge, '')
  truncateSync(huge, MAX_SOURCE_BYTES + 1)
  await assert.rejects(makePictures(huge), failed('TOO_LARGE'))
})

/** A PNG of one bit a pixel, all the same: a few kilobytes for a hundred million pixels. */
function pngBomb(side: number): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const rows = deflateSync(Buffer.alloc(Math.ceil(side / 8 + 1) * side), { level: 9 })
  const signature = Buffer.of(137, 80, 78, 71, 13, 10, 26, 10)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
