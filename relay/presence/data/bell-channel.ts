import type { AccountId } from '../../../src/core/ids.ts'
import { HintChannel } from '../../data/hint-channel.ts'
import { decodeRings, encodeRings, MAX_RUNG, type Rung } from './ring-codec.ts'

/** Accounts whose events were rung in vain, for when Redis is back. Beyond it the next ping finds them. */
const MAX_OWED = 10_000

type ChannelDeps = ConstructorParameters<typeof HintChannel>[0]
type ChannelSettings = Readonly<{
  channel: string
  from: string
  heard: (rung: Rung) => void
  missed: () => void
}>

/** One channel in which relays ring for some of the accounts. Events that were rung in vain are rung again. */
export class BellChannel {
  readonly #channel: HintChannel<Rung>
  readonly #owed = new Set<AccountId>()

  constructor(deps: ChannelDeps, settings: ChannelSettings) {
    this.#channel = new HintChannel(deps, {
      ...settings,
      use: 'doorbell',
      encode: ({ from, hints }) => encodeRings({ from, rings: hints }),
      decode: (message) => {
        const batch = decodeRings(message)
        return batch && { from: batch.from, hints: batch.rings }
      },
      unsaid: (rung) => this.#owe(rung),
      said: () => this.#ringOwed(),
    })
  }

  get isDeaf(): boolean {
    return this.#channel.isDeaf
  }

  start(): Promise<void> {
    return this.#channel.start()
  }

  ring(rung: Rung): void {
    this.#channel.say(rung)
  }

  #owe({ to, ring }: Rung): void {
    if (ring.kind !== 'events') return
    for (const account of to) if (this.#owed.size < MAX_OWED) this.#owed.add(account)
  }

  #ringOwed(): void {
    const owed = [...this.#owed]
    this.#owed.clear()
    for (let at = 0; at < owed.length; at += MAX_RUNG) {
      this.ring({ to: owed.slice(at, at + MAX_RUNG), ring: { kind: 'events' } })
    }
  }
}
