import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { isPicture } from '../../../src/home/entity/picture.ts'
import { MAX_PICTURE_BYTES, MAX_PICTURE_SIDE } from '../../../src/home/limits.ts'
import { pictures } from '../../support/pictures.ts'

const { small, large } = await pictures('#a33')
const plain = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#3a3' } })
const with4 = (content: Uint8Array, at: number, value: number) => {
  const changed = Uint8Array.from(content)
  new DataView(changed.buffer).setUint32(at, value, true)
  return changed
}

test('a picture as nodes make it is one, in the size that it was made for', () => {
  assert.deepEqual([isPicture(small, 'small'), isPicture(large, 'large')], [true, true])
  assert.equal(isPicture(large, 'small'), false)
})

test('one pixel or byte above the limit is none', async () => {
  const side = MAX_PICTURE_SIDE.small
  assert.ok(isPicture(new Uint8Array(await plain(side).webp().toBuffer()), 'small'))
  assert.ok(
    !isPicture(
      new Uint8Array(
        await plain(side + 1)
          .webp()
          .toBuffer(),
      ),
      'small',
    ),
  )
  for (const [over, expected] of [
    [0, true],
    [2, false],
  ] as const) {
    const content = new Uint8Array(MAX_PICTURE_BYTES.small + over)
    content.set(small)
    const whole = with4(content, 4, content.length - 8)
    assert.equal(isPicture(with4(whole, 16, content.length - 20), 'small'), expected)
  }
})

test('nothing but one plain frame is a picture: no metadata, animation, transparency or other format', async () => {
  const dot = plain(64)
  const others = {
    exif: await dot
      .clone()
      .withExif({ IFD0: { Copyright: 'secret' } })
      .webp()
      .toBuffer(),
    icc: await dot.clone().withIccProfile('p3').webp().toBuffer(),
    lossless: await dot.clone().webp({ lossless: true }).toBuffer(),
    alpha: await sharp({ create: { width: 64, height: 64, channels: 4, background: '#0000' } })
      .webp()
      .toBuffer(),
    jpeg: await dot.clone().jpeg().toBuffer(),
    png: await dot.clone().png().toBuffer(),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    trailing: Buffer.concat([small, Buffer.from('EXIF....')]),
  }
  for (const [kind, content] of Object.entries(others)) {
    assert.equal(isPicture(new Uint8Array(content), 'small'), false, kind)
  }
})

test('a claim of more pixels than allowed is seen in the header, before anything is decoded', () => {
  const bomb = Uint8Array.from(small)
  new DataView(bomb.buffer).setUint16(26, 16_383, true)
  new DataView(bomb.buffer).setUint16(28, 16_383, true)
  assert.equal(isPicture(bomb, 'large'), false)
})

test('arbitrary and mangled bytes are a picture within the limits or none, and never an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(29), fc.nat(255), (bytes, at, value) => {
      isPicture(bytes, 'small')
      const mangled = Uint8Array.from(small)
      mangled[at] = value
      if (!isPicture(mangled, 'small')) return
      const view = new DataView(mangled.buffer)
      const sides = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]
      assert.ok(sides.every((side) => side >= 1 && side <= MAX_PICTURE_SIDE.small))
    }),
  )
})
