import type { Shape } from '../../src/core/shape.ts'
import type { Write } from '../entity/journal.ts'
import { fromStored, toStored } from './stored-json.ts'

export type Range = Readonly<{
  gt?: string
  gte?: string
  lt?: string
  lte?: string
  reverse?: boolean
  limit?: number
}>

/** What a table needs of a sublevel. */
interface Sublevel {
  get(key: string): Promise<string | undefined>
  iterator(range: Range): AsyncIterable<[string, string]>
}

/** Records of one shape under text keys. Reads here; writes are made here and committed by the journal. */
export class Table<T> {
  readonly #sublevel: Sublevel
  readonly #name: string
  readonly #shape: Shape<T>

  constructor(sublevel: Sublevel, name: string, shape: Shape<T>) {
    this.#sublevel = sublevel
    this.#name = name
    this.#shape = shape
  }

  async get(key: string): Promise<T | undefined> {
    const stored = await this.#sublevel.get(key)
    return stored === undefined ? undefined : this.#read(key, stored)
  }

  async *range(range: Range = {}): AsyncGenerator<readonly [key: string, value: T]> {
    for await (const [key, stored] of this.#sublevel.iterator(range)) {
      yield [key, this.#read(key, stored)]
    }
  }

  put(key: string, value: T): Write {
    return { table: this.#name, key, value: toStored(value) }
  }

  remove(key: string): Write {
    return { table: this.#name, key, value: undefined }
  }

  #read(key: string, stored: string): T {
    return fromStored(this.#shape, stored, `${this.#name} ${key}`)
  }
}

/** 2^53 − 1 has 16 digits: keys of numbers sort like the numbers. */
export const numberKey = (value: number): string => String(value).padStart(16, '0')
