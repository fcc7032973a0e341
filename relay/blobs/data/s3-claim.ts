import type { S3 } from '../../data/s3.ts'
import { S3Error } from '../../data/s3-error.ts'

type ClaimSettings = Readonly<{
  /** What the home's keys begin with: it has to itself what is under it. */
  prefix: string
  /** Who it is. */
  home: string
}>

const PRECONDITION_FAILED = 412
/** Somebody else is writing it at this moment. */
const CONFLICT = 409
const MAX_HOME_BYTES = 256

/**
 * Whose a place in a bucket is: an object that says so, written by whoever came first. A relay of another home would take all of it for
 * rubbish. Nothing is read, written or listed before this was looked up.
 */
export class S3Claim {
  readonly #s3: S3
  readonly #settings: ClaimSettings
  #made: Promise<void> | undefined

  constructor(s3: S3, settings: ClaimSettings) {
    this.#s3 = s3
    this.#settings = settings
  }

  get prefix(): string {
    return this.#settings.prefix
  }

  /** Once it is known it is not asked for again. @throws S3Error `unsuitable`: it is another home's. */
  async hold({ once = false }: Readonly<{ once?: boolean }> = {}): Promise<void> {
    this.#made ??= this.#make(once).catch((err: unknown) => {
      this.#made = undefined
      throw err
    })
    await this.#made
  }

  /** Is the store there, and still whose it was? @throws S3Error */
  async look(): Promise<void> {
    await this.hold({ once: true })
    await this.#s3.ask({ use: 'look', method: 'GET', key: this.#key, once: true })
  }

  async #make(once: boolean): Promise<void> {
    const { home } = this.#settings
    await this.#s3.ask({
      use: 'look',
      method: 'PUT',
      key: this.#key,
      headers: { 'if-none-match': '*' },
      body: Buffer.from(`${home}\n`),
      statuses: [PRECONDITION_FAILED, CONFLICT],
      once,
    })
    if ((await this.#holder()) === home) return
    throw new S3Error(
      'unsuitable',
      `s3: ${this.#key} in the bucket says that it is another home's; choose another spool.s3.prefix`,
    )
  }

  async #holder(): Promise<string> {
    const { body } = await this.#s3.ask({ use: 'look', method: 'GET', key: this.#key })
    return Buffer.from(body.subarray(0, MAX_HOME_BYTES)).toString('utf8').trim()
  }

  get #key(): string {
    return `${this.#settings.prefix}home`
  }
}
