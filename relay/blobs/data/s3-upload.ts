import type { S3 } from '../../data/s3.ts'
import { S3Error } from '../../data/s3-error.ts'
import { textOf } from '../../data/s3-xml.ts'
import { PART_BYTES } from '../limits.ts'

/** One object that is larger than a part, or of which nobody knows how large it is. It is there once its last part was joined. */
export class S3Upload {
  readonly #s3: S3
  readonly #key: string

  constructor(s3: S3, key: string) {
    this.#s3 = s3
    this.#key = key
  }

  /** What fits into one part goes as a plain object. One that fails leaves nothing behind, or what the sweep will find. */
  async put(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    let id: string | undefined
    const tags: string[] = []
    try {
      for await (const { bytes, isLast } of inParts(pieces)) {
        if (isLast && id === undefined) return await this.#putWhole(bytes)
        id ??= await this.#begin()
        tags.push(await this.#putPart(id, tags.length + 1, bytes))
      }
      if (id !== undefined) await this.#join(id, tags)
    } catch (err) {
      if (id !== undefined) await this.abort(id).catch(() => undefined)
      throw err
    }
  }

  async abort(id: string): Promise<void> {
    const query = { uploadId: id }
    await this.#s3.ask({ use: 'delete', method: 'DELETE', key: this.#key, query, statuses: [404] })
  }

  async #putWhole(body: Uint8Array): Promise<void> {
    await this.#s3.ask({ use: 'put', method: 'PUT', key: this.#key, body })
  }

  async #begin(): Promise<string> {
    const query = { uploads: '' }
    const { body } = await this.#s3.ask({ use: 'put', method: 'POST', key: this.#key, query })
    const id = textOf(new TextDecoder().decode(body), 'UploadId')
    if (id === undefined) throw new S3Error('unsuitable', 's3: an upload without an id')
    return id
  }

  /** @returns what the store calls this part's content. */
  async #putPart(id: string, number: number, body: Uint8Array): Promise<string> {
    const query = { partNumber: String(number), uploadId: id }
    const { headers } = await this.#s3.ask({
      use: 'put',
      method: 'PUT',
      key: this.#key,
      query,
      body,
    })
    if (headers.etag === undefined) throw new S3Error('unsuitable', 's3: a part without an ETag')
    return headers.etag
  }

  /** Never said twice: the second would find nothing to join. A success can turn out to be none in its body. */
  async #join(id: string, tags: readonly string[]): Promise<void> {
    const parts = tags.map((tag, at) => {
      const quoted = tag.replaceAll('"', '&quot;')
      return `<Part><PartNumber>${at + 1}</PartNumber><ETag>${quoted}</ETag></Part>`
    })
    const text = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
    const answer = await this.#s3.ask({
      ...{ use: 'put', method: 'POST', key: this.#key, query: { uploadId: id } },
      body: Buffer.from(text),
      once: true,
    })
    if (textOf(new TextDecoder().decode(answer.body), 'ETag') !== undefined) return
    throw new S3Error('failed', 's3: the parts were not joined')
  }
}

type Part = Readonly<{ bytes: Uint8Array; isLast: boolean }>

/** The same bytes in pieces of exactly a part, but for the last one. The memory is used again for the next. */
async function* inParts(
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Part, void> {
  const part = new Uint8Array(PART_BYTES)
  let filled = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      // Only now: so the last part is known to be the last, also when it is full.
      if (filled === part.length) {
        yield { bytes: part, isLast: false }
        filled = 0
      }
      const some = piece.subarray(at, at + part.length - filled)
      part.set(some, filled)
      filled += some.length
      at += some.length
    }
  }
  yield { bytes: part.subarray(0, filled), isLast: true }
}
