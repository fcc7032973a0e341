import type { Clock } from '../src/core/clock.ts'
import type { DeviceId } from '../src/core/ids.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Random } from '../src/core/random.ts'
import { parseHomeAddress } from '../src/net/home-address.ts'
import { systemClock } from '../src/system/clock.ts'
import { sha256Hasher } from '../src/system/hasher.ts'
import { openLog } from '../src/system/log.ts'
import { systemRandom } from '../src/system/random.ts'
import { LevelChatStore } from './chat/data/chat-store.ts'
import { wireBodies } from './chat/data/wire-bodies.ts'
import { Chat } from './chat/domain/chat.ts'
import { type NodeConfig, readConfig } from './config.ts'
import { ControlServer } from './control/data/control-server.ts'
import type { StatusView } from './control/entity/nouns.ts'
import { controlEvents, controlHandlers } from './control/handler.ts'
import { openKeyFile, replaceKey } from './data/key-file.ts'
import { LevelStore } from './data/level-store.ts'
import { localTime } from './data/local-time.ts'
import { homeScope, ownNetwork } from './data/own-network.ts'
import { PortMemory } from './data/port-memory.ts'
import { openProfile, type Profile } from './data/profile.ts'
import { holdProfile } from './data/profile-lock.ts'
import { LevelFriendStore } from './friends/data/friend-store.ts'
import { SignedCards } from './friends/data/signed-cards.ts'
import { TransferParties } from './friends/data/transfer-parties.ts'
import { Friends } from './friends/domain/friends.ts'
import { Gate } from './friends/domain/gate.ts'
import { listenEverywhere, Network, startOnSamePorts } from './network.ts'
import { PictureFolder } from './profiles/data/picture-folder.ts'
import { Avatars } from './profiles/domain/avatars.ts'
import { HostDevice } from './session/data/host-device.ts'
import { HostHomeDialer } from './session/data/host-home-dialer.ts'
import { opaqueProof } from './session/data/opaque-proof.ts'
import { LevelSessionStore } from './session/data/session-store.ts'
import { Replica } from './session/domain/replica.ts'
import { Session } from './session/domain/session.ts'
import { ChunkSetStore } from './transfer/data/chunk-set-store.ts'
import { HomeSpool, makeSeals } from './transfer/data/home-spool.ts'
import { HttpBucket } from './transfer/data/http-bucket.ts'
import { HostLines } from './transfer/data/host-lines.ts'
import { DeviceKeySeals } from './transfer/data/key-seals.ts'
import { LevelTransferStore } from './transfer/data/level-transfer-store.ts'
import { NodeDisk } from './transfer/data/node-disk.ts'
import { StreamStages } from './transfer/data/stream-stages.ts'
import { serveTransfers } from './transfer/data/serve-transfers.ts'
import { Transfers } from './transfer/domain/transfers.ts'

export type NodeOptions = Readonly<{
  folder: string
  /** The person chose the folder (HOMING_HOME), so downloads stay in it. */
  chosen: boolean
  version: string
  /** The control call `stop`. */
  onStop(): void
  /** Also gets the log, for people. */
  terminal?: Readonly<{ isTTY?: boolean; write(text: string): unknown }>
  /** What a test may replace. */
  parts?: Readonly<{ clock?: Clock; random?: Random; log?: Logger }>
}>

/** A running node. Disposing it leaves the home, flushes and closes. */
export interface Node extends AsyncDisposable {
  readonly session: Session
  readonly friends: Friends
  readonly chat: Chat
  readonly transfers: Transfers
  readonly network: Network
  readonly log: Logger
  status(): StatusView
}

type Foundation = Readonly<{
  profile: Profile
  config: NodeConfig
  downloads: string
  store: LevelStore
  clock: Clock
  random: Random
  log: Logger
  version: string
}>

/** @throws NodeError when the profile cannot be used: somebody else runs on it, or may read it, or its content is damaged. */
export async function startNode(options: NodeOptions): Promise<Node> {
  await using stack = new AsyncDisposableStack()
  const foundation = await openFoundation(options, stack)
  const features = await makeFeatures(foundation)
  const { session, friends, chat, transfers, network } = features
  connect(features)

  await friends.load()
  stack.use(network)
  await startOnSamePorts(network, new PortMemory(foundation.store))
  stack.use(chat)
  await chat.start()
  stack.use(transfers)
  await transfers.start()
  stack.use(session)
  await session.start()

  const status = statusOf(foundation, features)
  const services = { ...features, node: { status, stop: options.onStop }, clock: foundation.clock }
  const control = new ControlServer(
    {
      ...foundation,
      log: foundation.log.child({ component: 'control' }),
      handlers: controlHandlers(services),
      events: controlEvents(services),
      feed: (id, input, options) => transfers.streams.feed(id, input, options),
    },
    { folder: foundation.profile.folder },
  )
  stack.use(control)
  await control.start()
  foundation.log.info({ device: network.deviceId, version: options.version }, 'node started')
  const held = stack.move()
  return {
    ...{ session, friends, chat, transfers, network, status, log: foundation.log },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

async function openFoundation(
  { folder, chosen, version, terminal, parts = {} }: NodeOptions,
  stack: AsyncDisposableStack,
): Promise<Foundation> {
  const profile = await openProfile({ folder, chosen })
  const config = await readConfig(profile.config)
  const clock = parts.clock ?? systemClock
  const random = parts.random ?? systemRandom
  const settings = { folder: profile.logs, program: 'node', level: config.logLevel, clock }
  const logged = { ...settings, ...(terminal === undefined ? {} : { terminal }) }
  const log = parts.log ?? stack.use(await openLog(logged)).log
  const store = stack.use(await holdProfile(profile))
  const downloads = config.downloads ?? profile.downloads
  return { profile, config, downloads, store, clock, random, log, version }
}

type Features = Awaited<ReturnType<typeof makeFeatures>>

/** Makes the parts. They know each other through ports; what is made later is reached through closures. */
async function makeFeatures(foundation: Foundation) {
  const { profile, config, downloads, store, clock, random, version } = foundation
  const log = (component: string) => foundation.log.child({ component })
  const gate = new Gate({
    isFriend: (device) => !config.spoolOnly && friends.friendOfDevice(device) !== undefined,
    isHome: (device) => dialer.isHome(device),
  })
  const network = new Network({ clock, log: log('net') }, await openKeyFile(profile.key), {
    listen: config.spoolOnly ? [] : (config.listen ?? listenEverywhere()),
    announce: config.spoolOnly ? [] : config.announce,
    gate,
  })
  const dialer = new HostHomeDialer({ links: network, log: log('session') })
  const own = new HostDevice({ network, store, clock, replaceKey: () => replaceKey(profile.key) })

  const home: Pick<Session, 'online' | 'ask'> = {
    get online() {
      return session.online
    },
    ask: (call, ask, options) => session.ask(call, ask, options),
  }
  const friends: Friends = new Friends({
    journal: store,
    store: new LevelFriendStore(store),
    home,
    cards: new SignedCards({ log: log('friends') }),
    connections: {
      connected: (device) => network.connected(device) !== undefined,
      drop: (device) => network.drop(device),
    },
    threads: {
      unread: (conversation) => chat.unread(conversation),
      exchanged: (conversation) => chat.exchanged(conversation),
    },
    log: log('friends'),
  })
  const chat: Chat = new Chat({
    journal: store,
    store: new LevelChatStore(store),
    home,
    bodies: wireBodies,
    correspondents: friends,
    taker: {
      received: (message) => transfers.received(message),
      mailRefused: (id, code) => transfers.mailRefused(id, code),
    },
    self: () => ({ account: session.account().account, device: network.deviceId }),
    clock,
    random,
    log: log('chat'),
  })
  const sessionStore = new LevelSessionStore(store)
  const replica = new Replica({ journal: store, store: sessionStore, followers: [friends, chat] })
  const session: Session = new Session(
    {
      clock,
      random,
      log: log('session'),
      journal: store,
      store: sessionStore,
      replica,
      dialer,
      passwords: opaqueProof,
      own,
      takers: {
        presence: (presence) => friends.takePresence(presence),
        typing: ({ conversation, account }) => chat.typingSeen(conversation, account),
        caughtUp: () => chat.caughtUp(),
      },
      onSignedOut: async () => {
        await transfers.signedOut()
        await chat.signedOut('signed-out')
      },
    },
    { program: `homing ${version}` },
  )
  const disk = new NodeDisk({ chunks: new ChunkSetStore(store.db), hasher: sha256Hasher, clock })
  const transfers: Transfers = new Transfers(
    {
      store: new LevelTransferStore(store.db),
      disk,
      stages: new StreamStages({ hasher: sha256Hasher }, { folder: profile.streams }),
      lines: new HostLines(network, () => ownNetwork(network.links(), dialer)),
      spool: new HomeSpool({
        links: network,
        home: {
          device: () => homeDeviceOf(session),
          ask: (call, ask, options) => session.ask(call, ask, options),
          onLink: (listener) => session.onLink(() => listener()),
        },
        bucket: new HttpBucket({ home: () => homeScope(network.links(), dialer) }),
        clock,
        log: log('transfer'),
      }),
      makeSeal: makeSeals({ random }),
      keySeals: new DeviceKeySeals({ own: () => network.key }),
      parties: new TransferParties({
        friends,
        online: () => session.online,
        onLink: (listener) => session.onLink(listener),
      }),
      mail: chat,
      self: () => network.deviceId,
      clock,
      localTime,
      random,
      hasher: sha256Hasher,
      log: log('transfer'),
    },
    { downloads, atOnce: config.transfers, spoolOnly: config.spoolOnly },
  )
  const avatars = new Avatars({
    home,
    self: () => session.account(),
    friend: (name) => friends.view(name),
    cache: new PictureFolder(profile.pictures),
  })
  return { network, friends, chat, session, transfers, disk, avatars }
}

function homeDeviceOf(session: Session): DeviceId | undefined {
  const { address } = session.link()
  return session.online && address !== undefined ? parseHomeAddress(address).device : undefined
}

/** Who tells whom what changed. */
function connect({ network, friends, chat, session, transfers }: Features): void {
  serveTransfers(network, transfers)
  session.onLink((link) => {
    if (link.state === 'online') chat.online()
    else friends.forgetPresence()
  })
  chat.onMove((account) => friends.touched(account))
  network.onConnect(({ device }) => friends.deviceTouched(device))
  network.onDisconnect((device) => friends.deviceTouched(device))
}

function statusOf(foundation: Foundation, features: Features): () => StatusView {
  const { profile, downloads, version, clock } = foundation
  const { session, chat, transfers, network } = features
  const startedMs = clock.nowMs()
  return () => ({
    version,
    pid: process.pid,
    startedMs,
    profile: profile.folder,
    downloads,
    device: network.deviceId,
    addresses: network.addresses().slice(0, 64),
    link: session.link(),
    account: session.accountOrNone(),
    queued: chat.queued(),
    openTransfers: transfers.openCount(),
    heldSinceMs: transfers.desk.hold().sinceMs,
  })
}
