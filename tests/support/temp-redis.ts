import { after } from 'node:test'
import { RedisCluster } from './redis-cluster.ts'
import { RedisServer } from './redis-server.ts'

let server: Promise<RedisServer> | undefined
let cluster: Promise<RedisCluster> | undefined

// Here, not in a test: it would end with that.
after(async () => {
  await (await server)?.[Symbol.asyncDispose]()
  await (await cluster)?.[Symbol.asyncDispose]()
})

/** One server for all tests of a file, from the first that asks to the end of the last. */
export function sharedRedis(): Promise<RedisServer> {
  server ??= RedisServer.start()
  return server
}

export function sharedCluster(): Promise<RedisCluster> {
  cluster ??= RedisCluster.start()
  return cluster
}
