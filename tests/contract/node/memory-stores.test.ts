import { beforeEach } from 'node:test'
import { LevelChatStore } from '../../../node/chat/data/chat-store.ts'
import { LevelFriendStore } from '../../../node/friends/data/friend-store.ts'
import { LevelSessionStore } from '../../../node/session/data/session-store.ts'
import { type MemoryDisk, openMemoryStore } from '../../support/memory-store.ts'
import { storesContract } from './stores.ts'

let disk: MemoryDisk

beforeEach(() => {
  disk = new Map()
})

storesContract('memory', async () => {
  const store = openMemoryStore(disk)
  return {
    journal: store,
    chat: new LevelChatStore(store),
    friends: new LevelFriendStore(store),
    session: new LevelSessionStore(store),
    [Symbol.asyncDispose]: () => store.close(),
  }
})
