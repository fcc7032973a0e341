import type { Background } from '../../../src/core/background.ts'
import type { Random } from '../../../src/core/random.ts'
import { HintChannel } from '../../data/hint-channel.ts'
import type { SpoolWord } from '../entity/spool-word.ts'
import type { SpoolWords } from '../ports.ts'
import { decodeWords, encodeWords, MAX_WORD_CHUNKS } from './word-codec.ts'

type WordsDeps = ConstructorParameters<typeof HintChannel>[0] &
  Readonly<{ random: Random; background: Background }>

/** Who waits for words of the others. */
export type WordsHearer = Readonly<{
  hear(word: SpoolWord): Promise<void>
  /** Some may have been missed. */
  look(): Promise<void>
}>

/** The words of all relays of a home, in one channel that each of them hears. */
export class RedisWords implements SpoolWords {
  readonly #channel: HintChannel<SpoolWord>
  readonly #background: Background
  #hearer: WordsHearer | undefined

  constructor(deps: WordsDeps, settings: Readonly<{ prefix: string }>) {
    this.#background = deps.background
    this.#channel = new HintChannel(deps, {
      channel: `${settings.prefix}:spool`,
      use: 'spool',
      from: deps.random.bytes(12).toBase64({ alphabet: 'base64url' }),
      encode: encodeWords,
      decode: decodeWords,
      heard: (word) => this.#run((hearer) => hearer.hear(word)),
      missed: () => this.#run((hearer) => hearer.look()),
    })
  }

  /** Resolves when other relays are heard, or cannot be at the moment. */
  async start(hearer: WordsHearer): Promise<void> {
    this.#hearer = hearer
    await this.#channel.start()
  }

  get isDeaf(): boolean {
    return this.#channel.isDeaf
  }

  say(word: SpoolWord): void {
    if (!('indices' in word) || word.indices.length <= MAX_WORD_CHUNKS) {
      return this.#channel.say(word)
    }
    for (let at = 0; at < word.indices.length; at += MAX_WORD_CHUNKS) {
      this.#channel.say({ ...word, indices: word.indices.slice(at, at + MAX_WORD_CHUNKS) })
    }
  }

  /** One that fails is logged; looking again makes up for it. */
  #run(work: (hearer: WordsHearer) => Promise<void>): void {
    const hearer = this.#hearer
    if (hearer !== undefined) this.#background.run('spool-word', () => work(hearer))
  }
}
