import { client as opaque, ready } from '@serenity-kit/opaque'
import type { AccountId, AccountName, DeviceId } from '../../src/core/ids.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Answer, Ask, CallName, Push } from '../../src/home/entity/calls.ts'
import type { Event } from '../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import { MAX_HOME_FRAME_BYTES } from '../../src/home/limits.ts'
import { type DeviceKey, makeDeviceKey } from '../../src/net/device-key.ts'
import { Host } from '../../src/net/host.ts'
import type { StreamChannel } from '../../src/net/stream-channel.ts'
import { systemClock } from '../../src/system/clock.ts'
import { decodeReply, encodeRequest, readAnswer } from '../../src/wire/home-codec.ts'

const PROTOCOL = '/homing/home/1'
/** Nothing a test waits for takes longer, on a machine that is busy with other tests too; beyond it a wait fails by name. */
const WAIT_MS = 60_000
/** Argon2 as light as it goes: tests register many, and stretching is the client's own matter. */
const LIGHT = {
  'argon2id-custom': { memory: 8, iterations: 1, parallelism: 1 },
} as const

export const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
}

type Home = Readonly<{ device: DeviceId; addresses: readonly string[] }>
type ClientOptions = Readonly<{
  key?: DeviceKey
  autoAcknowledge?: boolean
  /** Of a client whose link ended: a node keeps its host, with what that costs to make, from link to link. */
  host?: Host
}>
type Waiter = { accept: (push: Push) => boolean; resolve: (push: Push) => void }

/**
 * A node reduced to its home protocol: one device, one link, one stream. Answers reject with the HomeRefusal that came; pushes
 * are kept until somebody waits for them, events also in `events`.
 */
export class HomeClient implements AsyncDisposable {
  readonly host: Host
  /** To come back as the same device. */
  readonly key: DeviceKey
  readonly #home: Home
  readonly #options: ClientOptions
  readonly #waiting = new Map<
    number,
    { resolve: (raw: object) => void; reject: (err: Error) => void }
  >()
  readonly #pushes: Push[] = []
  readonly #waiters = new Set<Waiter>()
  readonly #closed = Promise.withResolvers<void>()
  /** All that were pushed, in order. */
  readonly events: Event[] = []
  #channel: StreamChannel | undefined
  #lastId = 0

  private constructor(
    host: Host,
    home: Home,
    options: ClientOptions & Readonly<{ key: DeviceKey }>,
  ) {
    this.host = host
    this.key = options.key
    this.#home = home
    this.#options = options
  }

  static async connect(home: Home, options: ClientOptions = {}): Promise<HomeClient> {
    const key = options.key ?? (await makeDeviceKey())
    const host = options.host ?? (await startedHost(key))
    const client = new HomeClient(host, home, { ...options, key })
    try {
      await host.disconnect(home.device)
      await client.#open()
    } catch (err) {
      if (options.host === undefined) await host.stop()
      throw err
    }
    return client
  }

  get device(): DeviceId {
    return this.host.deviceId
  }

  get channel(): StreamChannel {
    if (this.#channel === undefined) throw new Error('not connected')
    return this.#channel
  }

  /** Resolves when the home ended the stream. */
  get closed(): Promise<void> {
    return within(this.#closed.promise, 'the end of the stream')
  }

  /** The same, however long it takes. */
  get ended(): Promise<void> {
    return this.#closed.promise
  }

  /** Pushes nobody has waited for yet. */
  get kept(): readonly Push[] {
    return this.#pushes
  }

  async ask<K extends CallName>(call: K, ask: Ask<K>): Promise<Answer<K>> {
    const raw = await within(this.send(call, ask), `the answer to ${call}`)
    const answered = readAnswer(call, raw)
    if (answered.kind === 'answered') return answered.answer
    const { code, retryAfterMs, limit } = answered.refusal
    throw new HomeRefusal(code, { retryAfterMs, limit })
  }

  /** The request is on its way when this returns; the promise is the raw answer. */
  send<K extends CallName>(call: K, ask: Ask<K>): Promise<object> {
    // Above what a test chooses for raw frames.
    const id = 1_000 + ++this.#lastId
    return this.raw(id, encodeRequest(id, call, ask))
  }

  /** Any frame at all; the promise is what is answered under `id`. */
  raw(id: number, frame: Uint8Array): Promise<object> {
    const answered = Promise.withResolvers<object>()
    this.#waiting.set(id, answered)
    this.channel.send(frame).catch(answered.reject)
    return answered.promise
  }

  async register(
    name: string,
    options: Readonly<{
      invite?: string | undefined
      password?: string
      displayName?: string
    }> = {},
  ): Promise<Answer<'registerFinish'>> {
    await ready
    const password = options.password ?? `password of ${name}`
    const invite = options.invite ?? ''
    const started = opaque.startRegistration({ password })
    const { response } = await this.ask('registerStart', {
      name: name as AccountName,
      request: started.registrationRequest,
      invite,
    })
    const { registrationRecord } = opaque.finishRegistration({
      clientRegistrationState: started.clientRegistrationState,
      registrationResponse: response,
      password,
      keyStretching: LIGHT,
    })
    return this.ask('registerFinish', {
      name: name as AccountName,
      record: registrationRecord,
      invite,
      displayName: options.displayName ?? name,
      deviceName: 'test',
    })
  }

  /** @returns undefined when the password is not the one the record was made with: the client sees that by itself. */
  async login(
    name: string,
    password = `password of ${name}`,
  ): Promise<Answer<'loginFinish'> | undefined> {
    await ready
    const { clientLoginState, startLoginRequest } = opaque.startLogin({ password })
    const { login, response } = await this.ask('loginStart', {
      name: name as AccountName,
      request: startLoginRequest,
    })
    const finished = opaque.finishLogin({
      clientLoginState,
      loginResponse: response,
      password,
      keyStretching: LIGHT,
    })
    if (finished === undefined) return undefined
    return this.ask('loginFinish', {
      login,
      finish: finished.finishLoginRequest,
      deviceName: 'test',
    })
  }

  attach(cursor?: number, card = new Uint8Array()): Promise<Answer<'attach'>> {
    return this.ask('attach', { cursor, card })
  }

  /** The first push of that kind, kept or to come, that is accepted. */
  async next<K extends Push['kind']>(
    kind: K,
    accept: (value: Extract<Push, { kind: K }>['value']) => boolean = () => true,
  ): Promise<Extract<Push, { kind: K }>['value']> {
    const fits = (push: Push) => push.kind === kind && accept(push.value as never)
    const index = this.#pushes.findIndex(fits)
    if (index !== -1) return this.#pushes.splice(index, 1)[0]?.value as never
    const found = Promise.withResolvers<Push>()
    this.#waiters.add({ accept: fits, resolve: found.resolve })
    const push = await within(found.promise, `a push ${kind}`)
    return push.value as never
  }

  /** The first event, arrived or to come, that is accepted. */
  async event<K extends Event['change']['kind']>(
    kind: K,
    accept: (value: Extract<Event['change'], { kind: K }>['value']) => boolean = () => true,
  ): Promise<Extract<Event['change'], { kind: K }>['value']> {
    const fits = (event: Event) => event.change.kind === kind && accept(event.change.value as never)
    for (;;) {
      const event = this.events.find(fits)
      if (event !== undefined) return event.change.value as never
      await this.next('events')
    }
  }

  async leave(): Promise<void> {
    await this.ask('leave', {})
    await this.closed
  }

  /** The connection breaks without a word. */
  async cut(): Promise<void> {
    this.#channel?.reset('the test cuts it')
    await this.host.stop()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cut()
  }

  async #open(): Promise<void> {
    const signal = AbortSignal.timeout(WAIT_MS)
    // As nodes do: figures of idle links are theirs too.
    const options = { signal, encryption: 'noise' } as const
    await this.host.dial(this.#home.device, this.#home.addresses, options)
    this.#channel = await this.host.open(this.#home.device, PROTOCOL, {
      signal,
      maxFrameBytes: MAX_HOME_FRAME_BYTES,
    })
    void this.#read(this.#channel)
  }

  async #read(channel: StreamChannel): Promise<void> {
    try {
      for (;;) {
        const frame = await channel.receive()
        if (frame === undefined) break
        this.#take(frame)
      }
    } catch {
      // However it ended: what waits is told below.
    }
    for (const { reject } of this.#waiting.values()) reject(new Error('the stream ended'))
    this.#waiting.clear()
    await channel.close().catch(() => undefined)
    this.#closed.resolve()
  }

  #take(frame: Uint8Array): void {
    const reply = decodeReply(frame)
    if (reply.kind === 'push') return this.#keep(reply.push)
    this.#waiting.get(reply.id)?.resolve(reply.raw)
    this.#waiting.delete(reply.id)
  }

  #keep(push: Push): void {
    if (push.kind === 'events') {
      this.events.push(...push.value.events)
      const usn = push.value.events.at(-1)?.usn
      if (usn !== undefined && this.#options.autoAcknowledge !== false) {
        this.send('acknowledgeEvents', { usn }).catch(() => undefined)
      }
    }
    for (const waiter of this.#waiters) {
      if (!waiter.accept(push)) continue
      this.#waiters.delete(waiter)
      return waiter.resolve(push)
    }
    this.#pushes.push(push)
  }
}

async function startedHost(key: DeviceKey): Promise<Host> {
  const gate = { mayConnect: () => true, mayOpen: () => false }
  const deps = { log: silentLog, clock: systemClock }
  const host = new Host(deps, { kind: 'node', key, listen: [], gate })
  await host.start()
  return host
}

/** Two accounts made friends, with the conversation that comes of it. */
export async function befriend(one: HomeClient, other: HomeClient, otherName: string) {
  const asked = await one.ask('requestFriend', { name: otherName as AccountName, note: '' })
  const account = (await one.ask('self', {})).account as AccountId
  const friend = await other.ask('acceptFriend', { account })
  if (friend.conversation === undefined) throw new Error('friends without a conversation')
  return { conversation: friend.conversation, one: account, other: asked.account }
}

async function within<T>(work: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`${what} did not come`)), WAIT_MS)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
