import type { Caller as RelayCaller } from '../../../relay/accounts/entity/caller.ts'
import type {
  AccountId,
  AccountName,
  ConversationId,
  DeviceId,
  MessageId,
} from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { bodyOf, join, type RelayTruth, testDevice } from '../../support/relay-truth.ts'
import {
  accountOf,
  at,
  type Caller,
  type Deed,
  type DeedOf,
  type FriendDeed,
  type Outcome,
  pairOf,
} from './home-model.ts'

type Person = Readonly<{ account: AccountId; name: AccountName }>

/** The same people for model and relay: numbers there, ids here. */
export class People {
  readonly #people: readonly Person[]
  /** By number. */
  readonly devices: readonly DeviceId[]
  readonly #talks = new Map<string, ConversationId>()

  private constructor(people: readonly Person[], devices: readonly DeviceId[]) {
    this.#people = people
    this.devices = devices
  }

  /** Registers them, with two devices each; every device has opened one session. `first`: the first number that is free. */
  static async settle(truth: RelayTruth, count: number, { first = 0 } = {}): Promise<People> {
    const devices = Array.from({ length: 2 * count }, (_, n) => testDevice(2 * first + n))
    const settling = Array.from({ length: count }, async (_, n) => {
      const session = await join(truth, `person${first + n}`, at(devices, 2 * n))
      await truth.devices.signIn(session.account, at(devices, 2 * n + 1), 'second')
      await truth.devices.openSession(at(devices, 2 * n + 1))
      return session
    })
    return new People(await Promise.all(settling), devices)
  }

  /** By number. */
  get accounts(): readonly AccountId[] {
    return this.#people.map((person) => person.account)
  }

  accountNumber(account: AccountId): number {
    return this.#people.findIndex((person) => person.account === account)
  }

  account(number: number): AccountId {
    return at(this.#people, number).account
  }

  caller({ device, epoch }: Caller): RelayCaller {
    return { account: this.account(accountOf(device)), device: at(this.devices, device), epoch }
  }

  deviceNumber(device: DeviceId): number {
    return this.devices.indexOf(device)
  }

  async learnTalks(truth: RelayTruth, caller: Caller): Promise<void> {
    const me = accountOf(caller.device)
    const { friends } = await truth.friends.list(this.caller(caller), { after: '', limit: 200 })
    for (const { account, conversation } of friends) {
      if (conversation) this.learnTalk(pairOf(me, this.accountNumber(account)), conversation)
    }
  }

  /** Learnt from the lists of friends. */
  learnTalk(pair: string, conversation: ConversationId): void {
    this.#talks.set(pair, conversation)
  }

  talk(pair: string): ConversationId {
    const conversation = this.#talks.get(pair)
    if (conversation === undefined) throw new Error(`no conversation of ${pair} is known`)
    return conversation
  }

  pairOfTalk(conversation: ConversationId): string {
    return [...this.#talks].find(([, id]) => id === conversation)?.[0] ?? 'unknown'
  }

  knowsTalk(pair: string): boolean {
    return this.#talks.has(pair)
  }

  /** Asks the relay for the deed. @returns as the model would, `unavailable` included. */
  async perform(truth: RelayTruth, deed: Deed): Promise<Outcome> {
    try {
      return await this.#ask(truth, deed)
    } catch (err) {
      if (err instanceof HomeRefusal) return err.code
      throw err
    }
  }

  async #ask(truth: RelayTruth, deed: Deed): Promise<Outcome> {
    const caller = this.caller(deed.caller)
    switch (deed.kind) {
      case 'attach':
        return `ok ${(await truth.devices.openSession(caller.device)).epoch}`
      case 'leave':
        return `ok ${await truth.devices.closeSession(caller)}`
      case 'logout':
        return `ok ${await truth.devices.logout(caller)}`
      case 'revoke':
        await truth.devices.revoke(caller, at(this.devices, deed.device))
        return 'ok'
      case 'sign-in':
        await truth.devices.signIn(
          this.account(accountOf(deed.device)),
          at(this.devices, deed.device),
          '',
        )
        return 'ok'
      case 'rename': {
        const change = { displayName: deed.name, signature: undefined, region: undefined }
        await truth.accounts.setProfile(caller, change)
        return 'ok'
      }
      case 'send': {
        const conversation = this.talk(pairOf(accountOf(deed.caller.device), deed.other))
        const message = { conversation, id: deed.id as MessageId, body: bodyOf(deed.text) }
        const stored = await truth.conversations.send(caller, message)
        return `ok ${stored.seq} ${stored.storedMs}`
      }
      case 'mark': {
        const conversation = this.talk(pairOf(accountOf(deed.caller.device), deed.other))
        const mark = { conversation, deliveredSeq: deed.delivered, readSeq: deed.read }
        await truth.conversations.markReceipt(caller, mark)
        return 'ok'
      }
      default:
        await this.#befriend(truth, caller, deed)
        return 'ok'
    }
  }

  #befriend(
    { friends }: RelayTruth,
    caller: RelayCaller,
    deed: DeedOf<FriendDeed>,
  ): Promise<unknown> {
    const { account, name } = at(this.#people, deed.other)
    switch (deed.kind) {
      case 'request':
        return friends.request(caller, { name, note: '' })
      case 'block':
        return friends.block(caller, name)
      case 'accept':
        return friends.accept(caller, account)
      case 'decline':
        return friends.decline(caller, account)
      case 'cancel':
        return friends.cancel(caller, account)
      case 'remove':
        return friends.remove(caller, account)
      case 'unblock':
        return friends.unblock(caller, account)
    }
  }
}
