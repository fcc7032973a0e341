import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { MAX_PRESIGNED_S, PART_BYTES } from '../../../relay/blobs/limits.ts'
import { openS3Blobs } from '../../support/open-s3.ts'
import { noS3 } from '../../support/s3-programs.ts'
import { sharedS3 } from '../../support/temp-s3.ts'
import { blobsContract } from './blobs-contract.ts'

const CANNOT = noS3()
const FOLDER = '0192f0c1-0000-7000-8000-0000000000ab'
/** Whatever its age: the store tells its time in whole seconds. */
const AT_ONCE = { unfinishedMs: -10_000 }
const bytesOf = (text: string) => new TextEncoder().encode(text)

blobsContract('s3', async () => openS3Blobs(await sharedS3()), { skip: CANNOT })

test('more than a page is listed and deleted whole', { skip: CANNOT }, async () => {
  await using opened = await openS3Blobs(await sharedS3(), { settings: { page: 3 } })
  const { blobs } = opened
  const names = Array.from({ length: 8 }, (_, at) => `${at}`)
  await Promise.all(names.map((name) => blobs.put(FOLDER, name, bytesOf(name))))
  const folders = names.map((name) => `folder-${name}`)
  await Promise.all(folders.map((folder) => blobs.put(folder, 'x', bytesOf(folder))))
  assert.deepEqual((await blobs.list(FOLDER)).map(({ name }) => name).toSorted(), names)
  const found = await Array.fromAsync(blobs.folders())
  assert.deepEqual(found.toSorted(), [FOLDER, ...folders])
  await blobs.delete(FOLDER, names)
  assert.deepEqual(await blobs.list(FOLDER), [])
})

test('an upload in parts that was cut off is found when it is old, and nothing else goes', {
  skip: CANNOT,
}, async () => {
  const server = await sharedS3()
  await using opened = await openS3Blobs(server, { settings: AT_ONCE })
  const { blobs, access, s3 } = opened
  await blobs.put(FOLDER, 'whole', bytesOf('whole'))
  for (const name of ['half', 'other']) await begin(s3, `homing/spool/${FOLDER}/${name}`)
  await begin(s3, 'somebody/else')
  await using patient = await openS3Blobs(server, { access })
  assert.equal(await patient.blobs.tidy(), 0)
  assert.equal(await blobs.tidy(), 2)
  assert.equal(await blobs.tidy(), 0)
  assert.equal((await blobs.list(FOLDER)).length, 1)
})

test('a stream that breaks leaves no parts behind', { skip: CANNOT }, async () => {
  await using opened = await openS3Blobs(await sharedS3(), { settings: AT_ONCE })
  await assert.rejects(opened.blobs.put(FOLDER, 'x', breaking()), /it broke/)
  assert.equal(await opened.blobs.tidy(), 0)
})

test('whoever has a URL for it may get the blob, any range of it, until then', {
  skip: CANNOT,
}, async () => {
  await using opened = await openS3Blobs(await sharedS3())
  const { blobs } = opened
  await blobs.put(FOLDER, 'x', bytesOf('0123456789'))
  const url = await blobs.presignGet(FOLDER, 'x', 60)
  assert.equal(await (await fetch(url)).text(), '0123456789')
  const range = await fetch(url, { headers: { range: 'bytes=3-5' } })
  assert.deepEqual([range.status, await range.text()], [206, '345'])
  const other = url.replace(`${FOLDER}/x`, `${FOLDER}/y`)
  assert.equal((await fetch(other)).status, 403)
  assert.equal((await fetch(url, { method: 'PUT', body: 'mine' })).status, 403)
  assert.equal((await fetch(url.replace('Expires=60', 'Expires=61'))).status, 403)
  const brief = await blobs.presignGet(FOLDER, 'x', 1)
  while ((await fetch(brief)).status !== 403) await new Promise((go) => setTimeout(go, 200))
})

const md5Of = (bytes: Uint8Array) => createHash('md5').update(bytes).digest()

test('whoever has a URL for it may put the blob with that content, and no other', {
  skip: CANNOT,
}, async () => {
  await using opened = await openS3Blobs(await sharedS3())
  const { blobs } = opened
  const bytes = bytesOf('direct')
  const content = { bytes: bytes.length, md5: md5Of(bytes) }
  assert.equal(await blobs.holds(FOLDER, 'x', content), false)
  const url = await blobs.presignPut(FOLDER, 'x', content, 60)
  const put = async (body: Uint8Array<ArrayBuffer>, md5: Uint8Array | undefined, to = url) => {
    const headers = md5 === undefined ? {} : { 'content-md5': md5.toBase64() }
    return (await fetch(to, { method: 'PUT', headers, body })).status
  }
  const longer = bytesOf('direct and more')
  for (const [what, status] of [
    ['other bytes under its MD5', await put(bytesOf('DIRECT'), content.md5)],
    ['other bytes with their own', await put(bytesOf('DIRECT'), md5Of(bytesOf('DIRECT')))],
    ['no MD5', await put(bytes, undefined)],
    ['more bytes under its MD5', await put(longer, content.md5)],
    ['more bytes with their own', await put(longer, md5Of(longer))],
    ['another name', await put(bytes, content.md5, url.replace(`${FOLDER}/x`, `${FOLDER}/y`))],
  ] as const) {
    assert.ok(status >= 400 && status < 500, `${what}: ${status}`)
    assert.deepEqual(await blobs.list(FOLDER), [], what)
  }
  assert.equal(await put(bytes, content.md5), 200)
  const into = new Uint8Array(bytes.length)
  assert.equal(await blobs.get(FOLDER, 'x', into), true)
  assert.deepEqual(into, bytes)
  assert.equal(await blobs.holds(FOLDER, 'x', content), true)
  assert.equal(await blobs.holds(FOLDER, 'x', { ...content, bytes: 5 }), false)
  assert.equal(await blobs.holds(FOLDER, 'x', { ...content, md5: md5Of(longer) }), false)
  assert.equal((await fetch(url)).status, 403)
  for (const seconds of [0, MAX_PRESIGNED_S + 1]) {
    await assert.rejects(blobs.presignPut(FOLDER, 'x', content, seconds), RangeError)
  }
})

test('a URL names the store as nodes know it', { skip: CANNOT }, async () => {
  const server = await sharedS3()
  await using opened = await openS3Blobs(server)
  await opened.blobs.put(FOLDER, 'x', bytesOf('x'))
  const publicEndpoint = server.endpoint.replace('127.0.0.1', 'localhost')
  await using other = await openS3Blobs(server, { access: { ...opened.access, publicEndpoint } })
  const url = await other.blobs.presignGet(FOLDER, 'x', 60)
  assert.equal(new URL(url).hostname, 'localhost')
  assert.equal(await (await fetch(url)).text(), 'x')
})

/** As a relay leaves it that is killed before its first part. */
async function begin(s3: Awaited<ReturnType<typeof openS3Blobs>>['s3'], key: string) {
  await s3.ask({ use: 'put', method: 'POST', key, query: { uploads: '' } })
}

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(PART_BYTES + 1)
  throw new Error('it broke')
}
