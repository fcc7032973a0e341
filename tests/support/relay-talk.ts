import assert from 'node:assert/strict'
import type { ConversationId, MessageId } from '../../src/core/ids.ts'
import { mintUuid } from '../../src/core/uuid.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { befriend, type HomeClient } from './home-client.ts'
import type { RelayPair } from './relay-pair.ts'

const PAIRS = 4
const FAST = { burst: 1_000_000, perMinute: 1_000_000 }
/** For relays on which people write as fast as they can. */
export const TALK_RATES = { sendPerAccount: FAST, callsPerDevice: FAST } as never

type Pair = Readonly<{
  conversation: ConversationId
  people: readonly [HomeClient, HomeClient]
  /** By seq. */
  stored: Map<number, MessageId>
}>

/**
 * Pairs of friends on two relays. In each one writes, without a pause, and the other reads: who writes too looks at what is new
 * with each message, and would miss no ring.
 */
export class RelayTalk {
  readonly #pairs: readonly Pair[]
  readonly #talking: Promise<void>[] = []
  #isOver = false
  #stored = 0
  #wake = () => {}

  private constructor(pairs: readonly Pair[]) {
    this.#pairs = pairs
  }

  static async begin({ one, two }: RelayPair): Promise<RelayTalk> {
    const pairs: Pair[] = []
    for (let number = 0; number < PAIRS; number++) {
      const near = await one.person(`near${number}`)
      const far = await two.person(`far${number}`)
      const { conversation } = await befriend(near, far, `far${number}`)
      pairs.push({ conversation, people: [near, far], stored: new Map() })
    }
    const talk = new RelayTalk(pairs)
    for (const [number, pair] of pairs.entries()) {
      const writer = pair.people[number % 2] as HomeClient
      talk.#talking.push(talk.#write(writer, pair))
    }
    await talk.goOn()
    return talk
  }

  get people(): readonly HomeClient[] {
    return this.#pairs.flatMap(({ people }) => people)
  }

  /** Resolves when so many more are stored. */
  async goOn(messages = 200): Promise<void> {
    const until = this.#stored + messages
    while (this.#stored < until) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#wake = resolve
      await Promise.race([promise, ...this.#talking])
    }
  }

  async end(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#talking)
  }

  /** Waits until everybody has everything, and looks that it is in order, and nothing twice. */
  async check(): Promise<void> {
    for (const { conversation, people, stored } of this.#pairs) {
      for (const person of people) {
        await person.event(
          'message',
          (message) => message.conversation === conversation && message.seq === stored.size,
        )
        const seen = person.events.flatMap(({ change }) =>
          change.kind === 'message' ? [[change.value.seq, change.value.id]] : [],
        )
        assert.deepEqual(
          seen,
          [...stored].toSorted(([a], [b]) => a - b),
        )
        const usns = person.events.map(({ usn }) => usn)
        assert.deepEqual(
          usns,
          usns.map((_usn, index) => (usns[0] as number) + index),
        )
      }
    }
  }

  /** No message is ever refused. */
  async #write(person: HomeClient, { conversation, stored }: Pair): Promise<void> {
    while (!this.#isOver) {
      const id = mintUuid({ clock: systemClock, random: systemRandom }) as MessageId
      const body = new TextEncoder().encode(id)
      const { seq } = await person.ask('sendMessage', { conversation, id, body })
      stored.set(seq, id)
      this.#stored++
      this.#wake()
    }
  }
}
