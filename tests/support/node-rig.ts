import { LevelChatStore } from '../../node/chat/data/chat-store.ts'
import { wireBodies } from '../../node/chat/data/wire-bodies.ts'
import { Chat } from '../../node/chat/domain/chat.ts'
import type { ContentTaker, ReceivedContent } from '../../node/chat/ports.ts'
import type { LineView, LinkView } from '../../node/control/entity/nouns.ts'
import { LevelStore } from '../../node/data/level-store.ts'
import type { Journal } from '../../node/entity/journal.ts'
import { LevelFriendStore } from '../../node/friends/data/friend-store.ts'
import { Friends } from '../../node/friends/domain/friends.ts'
import { LevelSessionStore } from '../../node/session/data/session-store.ts'
import { Replica } from '../../node/session/domain/replica.ts'
import { Session } from '../../node/session/domain/session.ts'
import type { HomeDialer } from '../../node/session/ports.ts'
import { blankProfile } from '../../src/home/entity/nouns.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { DeviceId } from '../../src/core/ids.ts'
import type { Random } from '../../src/core/random.ts'
import type { RefusalCode } from '../../src/home/entity/refusal.ts'
import type { FakeHome } from './fake-home.ts'
import { RecordedLog } from './recorded-log.ts'

export type RigOptions = Readonly<{
  /** Of the level store; or what opens another store in its place. */
  folder: string | (() => Promise<LevelStore>)
  home: FakeHome
  person: ReturnType<FakeHome['add']>
  device: DeviceId
  clock: Clock
  random: Random
  /** Stands between the features and the store. */
  journal?: (store: LevelStore) => Journal
  taker?: Partial<ContentTaker>
  /** Where this device can be dialled, now. */
  addresses?: () => readonly string[]
}>

export type NodeRig = AsyncDisposable &
  Readonly<{
    device: DeviceId
    session: Session
    friends: Friends
    chat: Chat
    store: LevelStore
    log: RecordedLog
    /** What was told, in order. */
    lines: LineView[]
    links: LinkView[]
    received: ReceivedContent[]
    refused: RefusalCode[]
    dropped: DeviceId[]
    /** Resolves once this holds; it is looked at again after every line, link, friend and content that is told. */
    until(holds: () => boolean | Promise<boolean>): Promise<void>
  }>

/** Session, friends and chat of one signed-in device, on a real store and a home in memory. */
export async function nodeRig(options: RigOptions): Promise<NodeRig> {
  await using stack = new AsyncDisposableStack()
  const { folder, home, person, device, clock, random } = options
  const opened = typeof folder === 'string' ? LevelStore.open(folder) : folder()
  const store = stack.use(await opened)
  const journal = options.journal?.(store) ?? store
  const log = new RecordedLog()
  const told = {
    lines: [] as LineView[],
    links: [] as LinkView[],
    received: [] as ReceivedContent[],
    refused: [] as RefusalCode[],
    dropped: [] as DeviceId[],
  }
  let next = Promise.withResolvers<void>()
  const changed = () => {
    const told = next
    next = Promise.withResolvers()
    told.resolve()
  }

  const link: Pick<Session, 'online' | 'ask'> = {
    get online() {
      return session.online
    },
    ask: (call, ask, waiting) => session.ask(call, ask, waiting),
  }
  const friends: Friends = new Friends({
    journal,
    store: new LevelFriendStore(store),
    home: link,
    cards: {
      read: async (devices) =>
        devices.map((each) => ({ ...each, addresses: [], issuedMs: 0, sealingKey: undefined })),
    },
    connections: { connected: () => false, drop: (each) => told.dropped.push(each) },
    threads: {
      unread: (conversation) => chat.unread(conversation),
      exchanged: (conversation) => chat.exchanged(conversation),
    },
    log,
  })
  const taker: ContentTaker = {
    received: async (message) => {
      await options.taker?.received?.(message)
      told.received.push(message)
      changed()
    },
    mailRefused: async (id, code) => {
      await options.taker?.mailRefused?.(id, code)
      told.refused.push(code)
      changed()
    },
  }
  const chat: Chat = new Chat({
    journal,
    store: new LevelChatStore(store),
    home: link,
    bodies: wireBodies,
    correspondents: friends,
    taker,
    self: () => ({ account: session.account().account, device }),
    clock,
    random,
    log,
  })
  const sessionStore = new LevelSessionStore(store)
  const dialer: HomeDialer = home.dialer(person, device)
  const session: Session = new Session(
    {
      ...{ clock, random, log, journal, store: sessionStore, dialer },
      replica: new Replica({ journal, store: sessionStore, followers: [friends, chat] }),
      passwords: knownPassword,
      own: {
        device,
        addresses: () => options.addresses?.() ?? [],
        card: async () => new Uint8Array(),
        renew: async () => {},
      },
      takers: {
        presence: (presence) => friends.takePresence(presence),
        typing: ({ conversation, account }) => chat.typingSeen(conversation, account),
        caughtUp: () => chat.caughtUp(),
      },
      onSignedOut: () => chat.signedOut('signed-out'),
    },
    { program: 'homing test' },
  )
  session.onLink((link) => {
    if (link.state === 'online') chat.online()
    else friends.forgetPresence()
    told.links.push(link)
    changed()
  })
  chat.onLine((line) => {
    told.lines.push(line)
    changed()
  })
  friends.onChange(changed)
  chat.onMove((account) => friends.touched(account))

  if ((await sessionStore.membership()) === undefined) {
    const { account, name } = person
    const profile = blankProfile(account, name)
    const signedIn = { account, home: 'test', address: '/test', device, why: '', profile }
    const writes = [sessionStore.putMembership({ ...signedIn, state: 'signed-in' })]
    await store.change(() => ({ writes, committed: () => {} }))
  }
  await friends.load()
  stack.use(chat)
  await chat.start()
  stack.use(session)
  await session.start()

  const until: NodeRig['until'] = async (holds) => {
    for (;;) {
      const { promise } = next
      if (await holds()) return
      await promise
    }
  }
  const held = stack.move()
  return {
    ...{ device, session, friends, chat, store, log, ...told, until },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** A proof that every home of these tests accepts, unless the password is `wrong`. */
export const knownPassword = {
  startRegistration: async () => ({ state: 's', request: 'r' }),
  finishRegistration: async () => 'record',
  startLogin: async () => ({ state: 's', request: 'r' }),
  finishLogin: async ({ password }: { password: string }) =>
    password === 'wrong' ? undefined : 'finish',
}
