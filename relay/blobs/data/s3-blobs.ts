import { createHash } from 'node:crypto'
import { type S3, serverMs } from '../../data/s3.ts'
import { S3Error } from '../../data/s3-error.ts'
import { elementsOf, textOf } from '../../data/s3-xml.ts'
import { isBlobName } from '../entity/blob-name.ts'
import { MAX_PRESIGNED_S, PAGE, PART_BYTES, UNFINISHED_MS } from '../limits.ts'
import type { BlobContent, BlobEntry, Blobs, DirectBlobs, DirectContent } from '../ports.ts'
import type { S3Claim } from './s3-claim.ts'
import { S3Upload } from './s3-upload.ts'

type BlobsDeps = Readonly<{ s3: S3; claim: S3Claim }>
type BlobsSettings = Readonly<{
  /** The folder of the home's prefix that they are in. */
  under: string
  unfinishedMs?: number
  /** What is listed, and deleted, at once. */
  page?: number
}>

/** No such object, and nothing of it from that byte on. */
const ABSENT = [404, 416]
/** Of an object that is not encrypted with a key of its own, nor put in parts. Source: Amazon S3 API Reference, "Object". */
const MD5_TAG = /^[0-9a-f]{32}$/i
/** Nobody can know: the bucket says when it is full. */
const MANY_BYTES = 2 ** 50

/**
 * Blobs as objects: `<prefix><under>/<folder>/<name>`. An object is there with all its bytes or not at all, and durable once the store
 * has answered, so there is nothing to settle. Source: Amazon S3 API Reference; only what all its kin understand is used.
 */
export class S3Blobs implements Blobs, DirectBlobs {
  readonly #s3: S3
  readonly #claim: S3Claim
  readonly #root: string
  readonly #unfinishedMs: number
  readonly #page: number

  constructor({ s3, claim }: BlobsDeps, settings: BlobsSettings) {
    const { under, unfinishedMs = UNFINISHED_MS, page = PAGE } = settings
    this.#page = page
    this.#s3 = s3
    this.#claim = claim
    this.#root = `${claim.prefix}${under}/`
    this.#unfinishedMs = unfinishedMs
  }

  async put(folder: string, name: string, content: BlobContent): Promise<void> {
    await this.#claim.hold()
    const key = this.#keyOf(folder, name)
    if (content instanceof Uint8Array && content.length <= PART_BYTES) {
      await this.#s3.ask({ use: 'put', method: 'PUT', key, body: content })
      return
    }
    await new S3Upload(this.#s3, key).put(content instanceof Uint8Array ? [content] : content)
  }

  async settle(): Promise<void> {}

  async get(folder: string, name: string, into: Uint8Array, from = 0): Promise<boolean> {
    await this.#claim.hold()
    const { status, bytes } = await this.#s3.ask({
      use: 'get',
      method: 'GET',
      key: this.#keyOf(folder, name),
      headers: { range: `bytes=${from}-${from + into.length - 1}` },
      into,
      statuses: ABSENT,
    })
    return !ABSENT.includes(status) && bytes === into.length
  }

  /** While the store is away nobody waits for it: what stays is found by the sweep. */
  async delete(folder: string, names: readonly string[]): Promise<void> {
    this.#checkThere()
    await this.#claim.hold()
    for (let at = 0; at < names.length; at += this.#page) {
      await this.#deleteSome(
        names.slice(at, at + this.#page).map((name) => this.#keyOf(folder, name)),
      )
    }
  }

  async *folders(): AsyncGenerator<string, void> {
    for await (const { xml } of this.#pages({ prefix: this.#root, delimiter: '/' })) {
      for (const common of elementsOf(xml, 'CommonPrefixes')) {
        const folder = (textOf(common, 'Prefix') ?? '').slice(this.#root.length, -1)
        if (isBlobName(folder)) yield folder
      }
    }
  }

  async list(folder: string): Promise<readonly BlobEntry[]> {
    const prefix = this.#keyOf(folder, '')
    const entries: BlobEntry[] = []
    for await (const { xml, nowMs } of this.#pages({ prefix })) {
      for (const each of elementsOf(xml, 'Contents')) {
        const name = (textOf(each, 'Key') ?? '').slice(prefix.length)
        const ageMs = nowMs - Date.parse(textOf(each, 'LastModified') ?? '')
        if (isBlobName(name)) entries.push({ name, bytes: Number(textOf(each, 'Size')), ageMs })
      }
    }
    return entries
  }

  async tidy(): Promise<number> {
    let gone = 0
    const query = { uploads: '', prefix: this.#root }
    for await (const { xml, nowMs } of this.#pages(query, UPLOADS)) {
      for (const each of elementsOf(xml, 'Upload')) {
        const [key, id] = [textOf(each, 'Key') ?? '', textOf(each, 'UploadId') ?? '']
        const ageMs = nowMs - Date.parse(textOf(each, 'Initiated') ?? '')
        // Not every store looks at the prefix.
        if (!key.startsWith(this.#root) || !(ageMs >= this.#unfinishedMs)) continue
        await new S3Upload(this.#s3, key).abort(id)
        gone++
      }
    }
    return gone
  }

  /** @throws S3Error at once while the store is away */
  async freeBytes(): Promise<number> {
    this.#checkThere()
    await this.#claim.hold()
    return MANY_BYTES
  }

  async presignGet(folder: string, name: string, seconds: number): Promise<string> {
    return await this.#presign('GET', this.#keyOf(folder, name), { seconds })
  }

  async presignPut(
    folder: string,
    name: string,
    { bytes, md5 }: DirectContent,
    seconds: number,
  ): Promise<string> {
    const headers = { 'content-length': String(bytes), 'content-md5': md5.toBase64() }
    return await this.#presign('PUT', this.#keyOf(folder, name), { seconds, headers })
  }

  /** Where a store names its objects by their MD5, that is compared too. */
  async holds(folder: string, name: string, { bytes, md5 }: DirectContent): Promise<boolean> {
    await this.#claim.hold()
    const key = this.#keyOf(folder, name)
    const answer = await this.#s3.ask({ use: 'look', method: 'HEAD', key, statuses: ABSENT })
    if (ABSENT.includes(answer.status)) return false
    const tag = (answer.headers.etag ?? '').replaceAll('"', '')
    const isOther = MD5_TAG.test(tag) && tag.toLowerCase() !== md5.toHex()
    return Number(answer.headers['content-length']) === bytes && !isOther
  }

  async #presign(
    method: 'GET' | 'PUT',
    key: string,
    signed: Readonly<{ seconds: number; headers?: Record<string, string> }>,
  ): Promise<string> {
    const { seconds } = signed
    if (!(seconds >= 1 && seconds <= MAX_PRESIGNED_S)) throw new RangeError(`${seconds} seconds`)
    await this.#claim.hold()
    return await this.#s3.presign(method, key, signed)
  }

  #checkThere(): void {
    const { away } = this.#s3
    if (away !== undefined) throw new S3Error(away, 's3: it is away')
  }

  #keyOf(folder: string, name: string): string {
    return `${this.#root}${folder}/${name}`
  }

  async #deleteSome(keys: readonly string[]): Promise<void> {
    const objects = keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('')
    const body = Buffer.from(`<Delete><Quiet>true</Quiet>${objects}</Delete>`)
    // The one request for which S3 insists on a digest of what is said.
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') }
    const query = { delete: '' }
    const answer = await this.#s3.ask({
      use: 'delete',
      method: 'POST',
      key: '',
      query,
      headers,
      body,
    })
    const refused = elementsOf(new TextDecoder().decode(answer.body), 'Error')
    const [first] = refused
      .map((each) => textOf(each, 'Code'))
      .filter((code) => code !== 'NoSuchKey')
    if (first !== undefined) throw new Error(`s3: ${refused.length} were not deleted: ${first}`)
  }

  /** Page after page, until the store says that there are no more. */
  async *#pages(query: Record<string, string>, kind: Pages = OBJECTS): AsyncGenerator<Page, void> {
    await this.#claim.hold()
    let next: Record<string, string> = {}
    for (;;) {
      const all = { ...kind.query, [kind.size]: String(this.#page), ...query, ...next }
      const answer = await this.#s3.ask({ use: 'list', method: 'GET', key: '', query: all })
      const xml = new TextDecoder().decode(answer.body)
      yield { xml, nowMs: serverMs(answer) }
      if (textOf(xml, 'IsTruncated') !== 'true') return
      next = kind.next(xml)
    }
  }
}

type Page = Readonly<{ xml: string; nowMs: number }>

/** How the store is asked for a list, and for what comes after a page of it. */
type Pages = Readonly<{
  query: Readonly<Record<string, string>>
  /** What its number of entries is called. */
  size: string
  next: (xml: string) => Record<string, string>
}>
const OBJECTS: Pages = {
  query: { 'list-type': '2' },
  size: 'max-keys',
  next: (xml) => ({ 'continuation-token': textOf(xml, 'NextContinuationToken') ?? '' }),
}
const UPLOADS: Pages = {
  query: {},
  size: 'max-uploads',
  next: (xml) => ({
    'key-marker': textOf(xml, 'NextKeyMarker') ?? '',
    'upload-id-marker': textOf(xml, 'NextUploadIdMarker') ?? '',
  }),
}
