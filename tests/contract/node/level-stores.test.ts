import { join } from 'node:path'
import { afterEach, beforeEach } from 'node:test'
import { LevelChatStore } from '../../../node/chat/data/chat-store.ts'
import { LevelStore } from '../../../node/data/level-store.ts'
import { LevelFriendStore } from '../../../node/friends/data/friend-store.ts'
import { LevelSessionStore } from '../../../node/session/data/session-store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { storesContract } from './stores.ts'

let folder: ReturnType<typeof temporaryFolder>

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(() => folder[Symbol.dispose]())

storesContract('level', async () => {
  const store = await LevelStore.open(join(folder.path, 'store'))
  return {
    journal: store,
    chat: new LevelChatStore(store),
    friends: new LevelFriendStore(store),
    session: new LevelSessionStore(store),
    [Symbol.asyncDispose]: () => store.close(),
  }
})
