import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import type { Redis } from '../../data/redis.ts'
import type { Doorbell, Ring } from '../ports.ts'
import { BellChannel } from './bell-channel.ts'
import { MemoryDoorbell } from './memory-doorbell.ts'
import { MAX_RUNG } from './ring-codec.ts'

/**
 * Every relay hears every channel, and keeps what is for its own accounts. So an account costs Redis nothing, a session begins
 * and ends without asking it, and a presence for fifty friends is at most this many messages. Enough of them to lie on all
 * masters of a cluster. All relays of a home must agree on it.
 */
const CHANNELS = 8
/** After a break everybody looks: 4,000 accounts a second at most, over all channels. */
const LOOK = { accounts: 50, pauseMs: 100 }

type DoorbellDeps = Readonly<{
  redis: Redis
  clock: Clock
  random: Random
  background: Background
  log: Logger
}>

/**
 * The doorbells of all relays. Who listens in this process hears it at once, with Redis or without; the others through a channel
 * that the account always has, so that rings of one account keep their order.
 */
export class RedisDoorbell implements Doorbell {
  readonly #deps: DoorbellDeps
  readonly #own = new MemoryDoorbell()
  readonly #channels: readonly BellChannel[]

  constructor(deps: DoorbellDeps, settings: Readonly<{ prefix: string }>) {
    this.#deps = deps
    const from = Buffer.from(deps.random.bytes(12)).toString('base64url')
    this.#channels = Array.from(
      { length: CHANNELS },
      (_none, index) =>
        new BellChannel(deps, {
          channel: `${settings.prefix}:bell:${index}`,
          from,
          heard: ({ to, ring }) => this.#own.ring(to, ring),
          missed: () => this.#look(index),
        }),
    )
  }

  /** Resolves when other relays are heard, or cannot be at the moment. */
  async start(): Promise<void> {
    await Promise.all(this.#channels.map((channel) => channel.start()))
  }

  /** In how many of its channels it hears nobody else. */
  get deafChannels(): number {
    return this.#channels.filter((channel) => channel.isDeaf).length
  }

  ring(accounts: readonly AccountId[], ring: Ring): void {
    this.#own.ring(accounts, ring)
    for (const [index, to] of Map.groupBy(accounts, channelOf)) {
      for (let at = 0; at < to.length; at += MAX_RUNG) {
        this.#channels[index]?.ring({ to: to.slice(at, at + MAX_RUNG), ring })
      }
    }
  }

  listen(account: AccountId, listener: (ring: Ring) => void): Promise<AsyncDisposable> {
    return this.#own.listen(account, listener)
  }

  /** Something may have been rung while nobody heard it. */
  #look(index: number): void {
    const { background, clock } = this.#deps
    background.run('look-again', async (signal) => {
      const listened = this.#own.accounts.filter((account) => channelOf(account) === index)
      for (let at = 0; at < listened.length; at += LOOK.accounts) {
        this.#own.ring(listened.slice(at, at + LOOK.accounts), { kind: 'events' })
        await clock.sleep(LOOK.pauseMs, { signal })
      }
    })
  }
}

/** By the last digit of its id, which is random. */
function channelOf(account: AccountId): number {
  return Number.parseInt(account.slice(-1), 16) % CHANNELS
}
