import type { Dice } from '../../support/dice.ts'
import {
  accountOf,
  at,
  type Caller,
  type Deed,
  type DeedOf,
  type FriendDeed,
  type Home,
  pairOf,
} from './home-model.ts'
import type { People } from './people.ts'

const FRIEND_DEEDS: readonly FriendDeed[] = [
  'request',
  'accept',
  'decline',
  'cancel',
  'remove',
  'block',
  'unblock',
]
/** Most of what people do is talk; a friendship lasts longer than a message. */
const KINDS = [
  ...Array<'send'>(8).fill('send'),
  ...Array<'repeat'>(3).fill('repeat'),
  ...Array<'mark'>(4).fill('mark'),
  ...Array<'befriend'>(4).fill('befriend'),
  'attach',
  'end',
  'sign-in',
  'rename',
] as const

/** Chooses what people do next. Remembers what was sent, to send it again at any later time. */
export class Deeds {
  readonly #random: Dice
  readonly #people: People
  readonly #sent: DeedOf<'send'>[] = []
  #ids = 0

  constructor(random: Dice, people: People) {
    this.#random = random
    this.#people = people
  }

  /** Chosen from how the home is now; several may be under way at once. */
  next(home: Home, nowMs: number): Deed {
    const random = this.#random
    const device = random.below(home.devices.length)
    const base = { caller: this.#session(home, device), nowMs }
    const other = this.#other(home, accountOf(device))
    const kind = random.pick(KINDS)
    switch (kind) {
      case 'befriend':
        return { ...base, kind: random.pick(FRIEND_DEEDS), other } as Deed
      case 'attach':
        return { ...base, kind }
      case 'end':
        return this.#end(base, device)
      case 'sign-in':
        return { ...base, kind, device: device | 1 }
      case 'rename':
        return { ...base, kind, name: `name ${random.below(3)}` }
      case 'repeat':
        return this.#repeat(home, nowMs) ?? { ...base, kind: 'attach' }
      default:
        return this.#talk(base, { home, other, kind })
    }
  }

  /** Now and then a session that another one has replaced. */
  #session(home: Home, device: number): Caller {
    const { epoch } = at(home.devices, device)
    return { device, epoch: this.#random.once(12) ? Math.max(0, epoch - 1) : epoch }
  }

  #other(home: Home, me: number): number {
    const others = home.logs.map((_, n) => n).filter((n) => n !== me)
    return this.#random.pick(others)
  }

  #end(base: Base, device: number): Deed {
    // The first device stays, so that somebody can always look.
    if (device % 2 === 0) return { ...base, kind: 'revoke', device: device + 1 }
    return { ...base, kind: this.#random.pick(['leave', 'logout']) } as Deed
  }

  #talk(base: Base, ask: Readonly<{ home: Home; other: number; kind: 'send' | 'mark' }>): Deed {
    const pair = pairOf(accountOf(base.caller.device), ask.other)
    if (!this.#people.knowsTalk(pair)) return { ...base, kind: 'request', other: ask.other }
    const random = this.#random
    const head = ask.home.talks.get(pair)?.messages.length ?? 0
    if (ask.kind === 'mark') {
      const [delivered, read] = [random.below(head + 3), random.below(head + 3)]
      return { ...base, kind: 'mark', other: ask.other, delivered, read }
    }
    const id = `00000000-0000-7000-8000-${String(++this.#ids).padStart(12, '0')}`
    const deed: Deed = { ...base, kind: 'send', other: ask.other, id, text: `text ${this.#ids}` }
    this.#sent.push(deed)
    return deed
  }

  /** The same message again, in the device's newest session; rarely with another content. */
  #repeat(home: Home, nowMs: number): Deed | undefined {
    if (this.#sent.length === 0) return undefined
    const deed = this.#random.pick(this.#sent)
    const text = this.#random.once(6) ? 'another content' : deed.text
    return { ...deed, caller: this.#session(home, deed.caller.device), text, nowMs }
  }
}

type Base = Readonly<{ caller: Caller; nowMs: number }>
