import { createClient } from '@redis/client'
import type { RedisNode } from './redis-address.ts'
import { clientOptions, type RedisAccess } from './redis-line.ts'

/** One channel, heard over a connection of its own. It never comes back: whoever wants to go on hearing opens another. */
export type RedisEar = Disposable & Readonly<{ node: RedisNode; ended: Promise<void> }>

export type EarOptions = Readonly<{ hear: (message: string) => void; signal: AbortSignal }>

/** Resolves when what is published in the channel is heard from now on. @throws what the client throws */
export async function openRedisEar(
  access: RedisAccess,
  at: Readonly<{ node: RedisNode; channel: string }>,
  { hear, signal }: EarOptions,
): Promise<RedisEar> {
  const { node, channel } = at
  const { socket, ...others } = clientOptions(access)
  const client = createClient({
    ...others,
    socket: { ...socket, ...node, reconnectStrategy: false },
  })
  const ended = Promise.withResolvers<void>()
  // The last one: the channel is another node's now.
  for (const name of ['error', 'end', 'sharded-channel-moved']) client.on(name, ended.resolve)
  const stop = () => client.destroy()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await client.connect()
    await client.sSubscribe(channel, hear)
  } catch (err) {
    client.destroy()
    throw err
  } finally {
    signal.removeEventListener('abort', stop)
  }
  return { node, ended: ended.promise, [Symbol.dispose]: () => client.destroy() }
}
