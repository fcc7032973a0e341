import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { elementsOf, textOf } from '../../../relay/data/s3-xml.ts'

const LIST = `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
<IsTruncated>true</IsTruncated><Contents><Key>a&amp;b</Key><Size>3</Size></Contents>
<Contents><Key>c&#x2F;d&#47;&quot;</Key></Contents><Empty></Empty></ListBucketResult>`

test('elements are found by name, and their text is what was meant', () => {
  assert.equal(textOf(LIST, 'IsTruncated'), 'true')
  assert.deepEqual(
    elementsOf(LIST, 'Contents').map((each) => textOf(each, 'Key')),
    ['a&b', 'c/d/"'],
  )
  assert.deepEqual([textOf(LIST, 'Empty'), textOf(LIST, 'Nothing')], ['', undefined])
})

test('text that stands for itself twice is read once', () => {
  assert.equal(textOf('<A>&amp;lt;&#38;gt;</A>', 'A'), '&lt;&gt;')
  assert.equal(textOf('<A>&#x110000;&unknown;</A>', 'A'), '&#x110000;&unknown;')
})

test('any text comes back as it was escaped', () => {
  const escaped = (text: string) =>
    text.replaceAll(/[<>&"']/g, (each) => `&#${each.charCodeAt(0)};`)
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(textOf(`<K>${escaped(text)}</K>`, 'K'), text)
    }),
  )
})

test('what is no XML has no elements, and throws nothing', () => {
  for (const text of ['', '<A>', '</A><A>', '<A', 'A>x</A>']) {
    assert.deepEqual(elementsOf(text, 'A'), [])
  }
  fc.assert(fc.property(fc.string(), (text) => void textOf(text, 'A')))
})
