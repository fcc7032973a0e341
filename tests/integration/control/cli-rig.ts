import { Readable, Writable } from 'node:stream'
import { runCli } from '../../../node/cli/cli.ts'
import type { ControlAnswer } from '../../../node/control/entity/calls.ts'
import type { FriendView, LineView, TransferView } from '../../../node/control/entity/nouns.ts'
import { type LeftoverView, limitView, ruleView } from '../../../node/control/entity/queue-nouns.ts'
import type { ControlHandlers } from '../../../node/control/ports.ts'
import { startControl } from './control-rig.ts'

/** The CLI in this process, over a real control server whose node says what the test wants. */

class Recorder extends Writable {
  text = ''
  readonly isTTY: boolean
  readonly columns = 80

  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

export type CliRun = Readonly<{ code: number; stdout: string; stderr: string }>
export type CliRunOptions = Readonly<{ input?: string; terminal?: boolean; noColour?: boolean }>

export async function runIn(
  folder: string,
  args: readonly string[],
  options: CliRunOptions = {},
): Promise<CliRun> {
  const stdin = Object.assign(Readable.from([options.input ?? '']), { isTTY: false })
  const [stdout, stderr] = [new Recorder(options.terminal === true), new Recorder(false)]
  const env = { HOMING_HOME: folder, ...(options.noColour === true ? { NO_COLOR: '1' } : {}) }
  const code = await runCli(args, { stdin, stdout, stderr, env })
  return { code, stdout: stdout.text, stderr: stderr.text }
}

/** What a hostile friend or home may put into every text that is theirs. */
export const HOSTILE = 'evil\u001b[2J\u009b1m\u202e\u0007'

export const account = {
  account: '019339a0-0000-7000-8000-000000000001',
  name: 'alice',
  home: `home${HOSTILE}`,
  displayName: HOSTILE,
  signature: HOSTILE,
  region: HOSTILE,
} as never

export const friend = {
  account: '019339a0-0000-7000-8000-000000000002',
  name: 'bob',
  state: 'friend',
  displayName: HOSTILE,
  remark: '',
  signature: HOSTILE,
  region: HOSTILE,
  note: HOSTILE,
  sinceMs: 1,
  intimacy: 3,
  unread: 2,
  online: true,
  lastSeenMs: 1,
  connected: false,
} as unknown as FriendView

export const line = {
  id: '019339a0-0000-7000-8000-000000000003',
  friend: 'bob',
  mine: false,
  seq: 7,
  atMs: 1,
  state: 'stored',
  why: undefined,
  kind: 'text',
  text: `${HOSTILE}\nsecond ${HOSTILE}`,
  transfer: undefined,
} as unknown as LineView

export const transfer = {
  id: '019339a0-0000-7000-8000-0000000000ab',
  friend: 'bob',
  direction: 'incoming',
  file: { name: `film${HOSTILE}.mkv`, size: 1000, mtimeMs: 0, mode: 0o644 },
  state: 'done',
  why: HOSTILE,
  code: undefined,
  verifiedBytes: 1000,
  totalBytes: 1000,
  rate: undefined,
  etaMs: undefined,
  path: 'direct',
  location: `/tmp/${HOSTILE}`,
  root: 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
  createdMs: 1,
  endedMs: 2,
} as unknown as TransferView

export const rule = ruleView.check(
  { friend: 'bob', maxBytes: 1e10, folder: `/tmp/${HOSTILE}` },
  'rule',
)

export const hold = { sinceMs: 1, held: 2, paused: 1 }

export const limits: ControlAnswer<'limits'> = {
  limits: [limitView.check({ friend: 'bob', up: 20_000 }, 'limit')],
  inForce: { up: undefined, down: 30_000 },
}

const leftover = {
  id: '019339a0-0000-7000-8000-0000000000ab',
  friend: 'bob',
  name: HOSTILE,
  bytes: 1,
  size: 2,
  folder: `/tmp/${HOSTILE}`,
  state: 'paused',
  code: 'by-us',
  why: HOSTILE,
  sinceMs: 1,
  movedMs: undefined,
  resumable: true,
} as unknown as LeftoverView

export const status = {
  version: '0.1.0',
  pid: process.pid,
  startedMs: 1,
  profile: '/p',
  downloads: '/p/downloads',
  device: '12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5',
  addresses: ['/ip4/127.0.0.1/tcp/1'],
  link: { state: 'online', address: '/ip4/1.2.3.4/tcp/4700', home: HOSTILE, sinceMs: 1 },
  account,
  queued: 0,
  openTransfers: 0,
} as never

const device = {
  device: '12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5',
  name: HOSTILE,
  sinceMs: 1,
  lastSeenMs: 1,
  online: false,
  current: true,
} as never

/** Every call answered, with hostile text wherever it comes from others. */
export function hostileNode(more: Partial<ControlHandlers> = {}): ControlHandlers {
  const aFriend = async () => friend
  const aTransfer = async () => transfer
  const nothing = async () => ({})
  return {
    status: async () => status,
    stop: nothing,
    doctor: async () => ({
      checks: [{ name: 'home', result: 'warning', found: HOSTILE, advice: HOSTILE }],
    }),
    register: async () => account,
    login: async () => account,
    logout: nothing,
    whoami: async () => account,
    setProfile: async () => account,
    setAvatar: async () => account,
    avatar: async () => ({}),
    invite: async () => ({ code: 'AB-CD', uses: 1, expiresMs: 1, home: HOSTILE }),
    devices: async () => ({ devices: [device] }),
    revokeDevice: nothing,
    friends: async () => ({
      friends: [friend, { ...friend, state: 'asked' }, { ...friend, state: 'blocked' }],
    }),
    requestFriend: aFriend,
    acceptFriend: aFriend,
    declineFriend: aFriend,
    cancelFriend: aFriend,
    removeFriend: aFriend,
    blockAccount: aFriend,
    unblockAccount: aFriend,
    reportAccount: nothing,
    remarkFriend: async () => ({ ...friend, remark: HOSTILE }),
    sendText: async ({ text }) => ({ ...line, mine: true, text }),
    history: async () => ({
      lines: [line, { ...line, kind: 'offer', transfer: transfer.id } as never],
      more: true,
    }),
    markRead: nothing,
    typing: nothing,
    sendFile: aTransfer,
    sendStream: aTransfer,
    transfers: async () => ({ transfers: [transfer], hold, forgotten: 3 }),
    transfer: aTransfer,
    acceptTransfer: aTransfer,
    declineTransfer: aTransfer,
    pauseTransfer: aTransfer,
    resumeTransfer: aTransfer,
    cancelTransfer: aTransfer,
    prioritiseTransfer: aTransfer,
    moveTransfer: aTransfer,
    discardTransfer: aTransfer,
    leftovers: async () => ({ leftovers: [leftover] }),
    pauseAllTransfers: async () => hold,
    resumeAllTransfers: async () => hold,
    cancelAllTransfers: async () => ({ cancelled: [transfer] }),
    limits: async () => limits,
    setLimit: async () => limits,
    clearLimit: async () => limits,
    clearLimits: async () => limits,
    rules: async () => ({ rules: [rule] }),
    setRule: async () => rule,
    removeRule: nothing,
    ...more,
  }
}

export async function startHostileNode(more: Partial<ControlHandlers> = {}) {
  return await startControl(hostileNode(more))
}
