import type { AccountName, TransferId } from '../../src/core/ids.ts'
import type { Answer, Ask } from '../../src/home/entity/calls.ts'
import type { Device } from '../../src/home/entity/nouns.ts'
import type {
  ControlAnswer,
  ControlAsk,
  ControlCall,
  ControlEvent,
  WrittenAnswer,
} from './entity/calls.ts'
import type {
  AccountView,
  FriendView,
  LineView,
  LinkView,
  StatusView,
  TransferView,
} from './entity/nouns.ts'
import type {
  HoldView,
  LeftoverView,
  LimitKey,
  LimitView,
  Pick,
  Priority,
  QueueMove,
  RuleView,
} from './entity/queue-nouns.ts'

/** What the control API needs of the rest of the node. `app.ts` connects it. */

export type Waiting = Readonly<{ signal: AbortSignal }>

/** One function a call: checked ask in, answer out. Throws ControlError or HomeRefusal for a no. */
export type ControlHandlers = {
  readonly [K in ControlCall]: (ask: ControlAsk<K>, options: Waiting) => Promise<WrittenAnswer<K>>
}

/** What changed, as it changes. A listener must not throw and returns at once. */
export interface ControlEvents {
  subscribe(listener: (event: ControlEvent) => void): () => void
}

/** The program itself. */
export interface NodeControl {
  status(): StatusView
  /** Begins the end of the daemon and returns at once: the answer to this call still goes out. */
  stop(): void
}

/** node/session. */
export interface SessionControl {
  link(): LinkView
  account(): AccountView
  onLink(listener: (link: LinkView) => void): () => void
  register(given: ControlAsk<'register'>, options: Waiting): Promise<AccountView>
  login(given: ControlAsk<'login'>, options: Waiting): Promise<AccountView>
  logout(options: Waiting): Promise<void>
  changeProfile<K extends 'setProfile' | 'setAvatar'>(
    call: K,
    change: Ask<K>,
    options: Waiting,
  ): Promise<AccountView>
  devices(options: Waiting): Promise<readonly Device[]>
  revokeDevice(text: string, options: Waiting): Promise<void>
  invite(uses: number, options: Waiting): Promise<Answer<'createInvite'>>
  ask(call: 'ping', ask: Ask<'ping'>, options: Waiting): Promise<Answer<'ping'>>
}

/** node/friends. */
export interface FriendsControl {
  list(): readonly FriendView[]
  request(name: AccountName, note: string, options: Waiting): Promise<FriendView>
  accept(name: AccountName, options: Waiting): Promise<FriendView>
  decline(name: AccountName, options: Waiting): Promise<FriendView>
  cancel(name: AccountName, options: Waiting): Promise<FriendView>
  remove(name: AccountName, options: Waiting): Promise<FriendView>
  block(name: AccountName, options: Waiting): Promise<FriendView>
  unblock(name: AccountName, options: Waiting): Promise<FriendView>
  remark(name: AccountName, remark: string, options: Waiting): Promise<FriendView>
  report(report: ControlAsk<'reportAccount'>, options: Waiting): Promise<void>
  onChange(listener: (view: FriendView) => void): () => void
}

type Page = Omit<ControlAsk<'history'>, 'name'>

/** node/profiles. */
export interface AvatarsControl {
  /** One's own without a name. @returns undefined: there is none. */
  picture(
    of: ControlAsk<'avatar'>,
    options: Waiting,
  ): Promise<Readonly<{ version: string; picture: Uint8Array }> | undefined>
}

/** node/chat. */
export interface ChatControl {
  sendText(name: AccountName, text: string): Promise<LineView>
  history(name: AccountName, page: Page, options: Waiting): Promise<ControlAnswer<'history'>>
  markRead(name: AccountName, seq: number): Promise<void>
  typing(name: AccountName): void
  onLine(listener: (line: LineView) => void): () => void
  onTyping(listener: (friend: AccountName) => void): () => void
}

/** node/transfer. */
export interface TransfersControl {
  sendFile(
    friend: AccountName,
    path: string,
    options: Readonly<{ priority: Priority | undefined; exclude: readonly string[] }>,
  ): Promise<TransferView>
  readonly streams: StreamsControl
  list(): readonly TransferView[]
  get(id: TransferId): TransferView
  accept(
    id: TransferId,
    options: Readonly<{ folder: string | undefined; pick: Pick | undefined }>,
  ): Promise<TransferView>
  decline(id: TransferId): Promise<TransferView>
  pause(id: TransferId): Promise<TransferView>
  resume(id: TransferId): Promise<TransferView>
  cancel(id: TransferId): Promise<TransferView>
  onChange(listener: (view: TransferView) => void): () => void
  readonly desk: QueueControl
}

/** What is sent while it is being read. */
export interface StreamsControl {
  offer(
    friend: AccountName,
    name: string,
    options: Readonly<{ priority: Priority | undefined }>,
  ): Promise<TransferView>
  feed: FeedStream
}

/** Takes the bytes of a stream that was offered, at its own pace. Resolves when it has all of them for good. */
export type FeedStream = (
  id: TransferId,
  input: AsyncIterable<Uint8Array>,
  options: Waiting,
) => Promise<TransferView>

/** The queue of transfers as a whole. */
export interface QueueControl {
  prioritise(id: TransferId, priority: Priority): Promise<TransferView>
  move(id: TransferId, to: QueueMove): Promise<TransferView>
  hold(): HoldView
  pauseAll(): Promise<HoldView>
  resumeAll(): Promise<HoldView>
  cancelAll(): Promise<readonly TransferView[]>
  leftovers(): readonly LeftoverView[]
  discard(id: TransferId): Promise<TransferView>
  forgotten(): number
  limits(): readonly LimitView[]
  inForce(): Readonly<{ up: number | undefined; down: number | undefined }>
  setLimit(limit: LimitView): Promise<void>
  clearLimit(key: LimitKey): Promise<void>
  clearLimits(): Promise<void>
  rules(): readonly RuleView[]
  setRule(rule: RuleView): Promise<RuleView>
  removeRule(friend: AccountName | undefined): Promise<void>
}

/** Free room where a folder is or will be. */
export interface DiskRoom {
  freeBytes(folder: string): Promise<number>
}

export type ControlServices = Readonly<{
  node: NodeControl
  session: SessionControl
  friends: FriendsControl
  avatars: AvatarsControl
  chat: ChatControl
  transfers: TransfersControl
  disk: DiskRoom
  clock: Readonly<{ nowMs(): number }>
}>
