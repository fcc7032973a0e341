import { isPicture, picture, type PictureSize } from '../../src/home/entity/picture.ts'
import { diagnose } from './domain/diagnosis.ts'
import type { ControlAsk, ControlEvent } from './entity/calls.ts'
import { ControlError } from './entity/control-error.ts'
import type { ControlEvents, ControlHandlers, ControlServices } from './ports.ts'

/** Each call of the control API as one call of a service. */
export function controlHandlers(services: ControlServices): ControlHandlers {
  const { node, session, friends, chat, transfers, avatars } = services
  const { desk } = transfers
  const limits = () => ({ limits: desk.limits(), inForce: desk.inForce() })
  return {
    status: async () => node.status(),
    stop: async () => {
      node.stop()
      return {}
    },
    doctor: async (_, options) => ({ checks: await diagnose(services, options) }),

    register: (ask, options) => session.register(ask, options),
    login: (ask, options) => session.login(ask, options),
    logout: async (_, options) => {
      await session.logout(options)
      return {}
    },
    whoami: async () => session.account(),
    setProfile: (ask, options) => session.changeProfile('setProfile', ask, options),
    setAvatar: (ask, options) => session.changeProfile('setAvatar', picturesOf(ask), options),
    avatar: async ({ name, size }, options) => {
      const kept = await avatars.picture({ name, size }, options)
      return { version: kept?.version, picture: kept?.picture.toBase64() }
    },
    invite: async ({ uses }, options) => ({
      ...(await session.invite(uses, options)),
      home: session.link().address ?? '',
    }),
    devices: async (_, options) => ({ devices: await session.devices(options) }),
    revokeDevice: async ({ device }, options) => {
      await session.revokeDevice(device, options)
      return {}
    },

    friends: async () => {
      session.account()
      return { friends: friends.list() }
    },
    requestFriend: ({ name, note }, options) => friends.request(name, note, options),
    acceptFriend: ({ name }, options) => friends.accept(name, options),
    declineFriend: ({ name }, options) => friends.decline(name, options),
    cancelFriend: ({ name }, options) => friends.cancel(name, options),
    removeFriend: ({ name }, options) => friends.remove(name, options),
    blockAccount: ({ name }, options) => friends.block(name, options),
    unblockAccount: ({ name }, options) => friends.unblock(name, options),
    reportAccount: async (report, options) => {
      await friends.report(report, options)
      return {}
    },
    remarkFriend: ({ name, remark }, options) => friends.remark(name, remark, options),

    sendText: ({ name, text }) => chat.sendText(name, text),
    history: ({ name, ...page }, options) => chat.history(name, page, options),
    markRead: async ({ name, seq }) => {
      await chat.markRead(name, seq)
      return {}
    },
    typing: async ({ name }) => {
      chat.typing(name)
      return {}
    },

    sendFile: ({ name, path, priority, exclude = [] }) =>
      transfers.sendFile(name, path, { priority, exclude }),
    sendStream: ({ name, file, ...options }) => transfers.streams.offer(name, file, options),
    transfers: async () => ({
      transfers: transfers.list(),
      hold: desk.hold(),
      forgotten: desk.forgotten(),
    }),
    transfer: async ({ id }) => transfers.get(id),
    acceptTransfer: ({ id, ...options }) => transfers.accept(id, options),
    declineTransfer: ({ id }) => transfers.decline(id),
    pauseTransfer: ({ id }) => transfers.pause(id),
    resumeTransfer: ({ id }) => transfers.resume(id),
    cancelTransfer: ({ id }) => transfers.cancel(id),
    prioritiseTransfer: ({ id, priority }) => desk.prioritise(id, priority),
    moveTransfer: ({ id, to }) => desk.move(id, to),
    discardTransfer: ({ id }) => desk.discard(id),
    leftovers: async () => ({ leftovers: desk.leftovers() }),
    pauseAllTransfers: () => desk.pauseAll(),
    resumeAllTransfers: () => desk.resumeAll(),
    cancelAllTransfers: async () => ({ cancelled: await desk.cancelAll() }),
    limits: async () => limits(),
    setLimit: async (limit) => {
      await desk.setLimit(limit)
      return limits()
    },
    clearLimit: async (key) => {
      await desk.clearLimit(key)
      return limits()
    },
    clearLimits: async () => {
      await desk.clearLimits()
      return limits()
    },
    rules: async () => ({ rules: desk.rules() }),
    setRule: (rule) => desk.setRule(rule),
    removeRule: async ({ name }) => {
      await desk.removeRule(name)
      return {}
    },
  }
}

/** @throws ControlError bad-request. */
function picturesOf(ask: ControlAsk<'setAvatar'>): Readonly<Record<PictureSize, Uint8Array>> {
  const bytesOf = (size: PictureSize) => {
    const content = Uint8Array.fromBase64(ask[size])
    if (content.length === 0 || isPicture(content, size)) return content
    throw new ControlError('bad-request', `${size}: must be ${picture(size).allowed}`)
  }
  return { small: bytesOf('small'), large: bytesOf('large') }
}

/** Every feature's changes as the one stream of events. */
export function controlEvents(services: ControlServices): ControlEvents {
  const { session, friends, chat, transfers } = services
  return {
    subscribe(listener: (event: ControlEvent) => void): () => void {
      const undo = [
        session.onLink((value) => listener({ kind: 'link', value })),
        chat.onLine((value) => listener({ kind: 'line', value })),
        friends.onChange((value) => listener({ kind: 'friend', value })),
        chat.onTyping((friend) => listener({ kind: 'typing', value: { friend } })),
        transfers.onChange((value) => listener({ kind: 'transfer', value })),
      ]
      return () => {
        for (const each of undo) each()
      }
    },
  }
}
