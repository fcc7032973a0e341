import { readFileSync } from 'node:fs'
import { getCACertificates } from 'node:tls'
import { createClient, createCluster } from '@redis/client'
import { backoffMs } from '../../src/core/backoff.ts'
import type { Clock } from '../../src/core/clock.ts'
import { withDeadline } from '../../src/core/deadline.ts'
import type { Random } from '../../src/core/random.ts'
import { type RedisAddress, type RedisNode, showRedisNode } from './redis-address.ts'
import { RedisError, redisErrorOf } from './redis-error.ts'
import type { RedisScript } from './redis-script.ts'

/** A line to a server, or to a whole cluster, that finds its way again by itself when it breaks. */
export interface RedisLine {
  /** One command, on the node that holds `key`. Rejects at once when that one is not connected. */
  ask(key: string, command: readonly string[]): Promise<unknown>
  run(script: RedisScript, key: string, args: readonly string[]): Promise<unknown>
  /** The node that holds `key`. */
  nodeOf(key: string): Promise<RedisNode>
  close(): void
}

export type RedisAccess = RedisAddress & Readonly<{ ca: string | undefined }>

/** To connect, or to say who it is. */
const CONNECT_MS = 3_000
/** To find one node that answers, of all that are named. */
const SEARCH_MS = 6_000
/** A server that says nothing for so long, though it is pinged, is frozen or gone: the line is made anew. */
const SILENT_MS = 5_000
const PING_MS = 2_000
/** With full jitter, so that many relays do not come back at once. */
const RECONNECT = { baseMs: 100, capMs: 2_000 }
/** Sharded publish and subscribe came with it. */
const OLDEST_MAJOR = 7
/** Commands that wait for an answer; then no more are taken. A second of a busy relay. */
const MAX_WAITING = 20_000

type LineDeps = Readonly<{ clock: Clock; random: Random }>
type Waiting = Readonly<{ signal: AbortSignal }>

/** Asks the nodes, in any order, what they are, and opens what fits. @throws RedisError */
export async function openRedisLine(
  deps: LineDeps,
  access: RedisAccess,
  options: Waiting,
): Promise<RedisLine> {
  const late = () => new RedisError('unreachable', 'redis: none of its nodes answers')
  const facts = { ms: SEARCH_MS, signal: options.signal, late }
  const { node, mode } = await withDeadline(deps.clock, facts, (signal) =>
    firstToAnswer(deps, access, { signal }),
  )
  const line = mode === 'cluster' ? cluster(deps, access) : server(deps, access, node)
  await connected(deps.clock, line, options)
  return line
}

/** The others may be away: one is enough. @throws RedisError the last one's */
async function firstToAnswer({ random }: LineDeps, access: RedisAccess, { signal }: Waiting) {
  const first = Math.floor(random.fraction() * access.nodes.length)
  let last: unknown
  for (const node of [...access.nodes.slice(first), ...access.nodes.slice(0, first)]) {
    signal.throwIfAborted()
    try {
      return { node, mode: await modeOf(node, access) }
    } catch (err) {
      last = err
    }
  }
  throw redisErrorOf(last)
}

/** What every connection is made with. */
export function clientOptions(access: RedisAccess) {
  const { tls, ca, user, password, database } = access
  return {
    ...(user !== '' && { username: user }),
    ...(password !== '' && { password }),
    ...(database !== 0 && { database }),
    name: 'homing-relay',
    disableClientInfo: true,
    // What is asked while the line is broken is answered by the caller's own memory, not later.
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    pingInterval: PING_MS,
    commandsQueueMaxLength: MAX_WAITING,
    // Callers have limits of their own; the client's would make a timer of the process for each command.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      ...(tls && { tls: true as const, ...(ca !== undefined && { ca: trusted(ca) }) }),
    },
  } as const
}

function trusted(file: string): string[] {
  try {
    return [...getCACertificates('default'), readFileSync(file, 'utf8')]
  } catch (cause) {
    throw new RedisError('unsuitable', `redis.ca: cannot read ${file}`, { cause })
  }
}

async function modeOf(node: RedisNode, access: RedisAccess): Promise<'server' | 'cluster'> {
  const options = clientOptions({ ...access, database: 0 })
  const client = createClient({
    ...options,
    socket: { ...options.socket, ...node, reconnectStrategy: false },
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { version, mode } = (await client.sendCommand(['HELLO'])) as unknown as Facts
    if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
      throw new RedisError('unsuitable', `redis ${version} is too old: ${OLDEST_MAJOR}.0 is needed`)
    }
    if (mode === 'sentinel') throw new RedisError('unsuitable', 'redis.url leads to a sentinel')
    if (mode === 'cluster') return checkCluster(access)
    return checkServer(access, node)
  } finally {
    client.destroy()
  }
}

type Facts = Readonly<{ version: string; mode: string }>

function checkCluster({ database }: RedisAccess): 'cluster' {
  if (database === 0) return 'cluster'
  throw new RedisError('unsuitable', 'redis.url: a cluster has no database numbers')
}

function checkServer({ nodes }: RedisAccess, node: RedisNode): 'server' {
  if (nodes.length === 1) return 'server'
  const shown = showRedisNode(node)
  throw new RedisError('unsuitable', `redis.nodes: ${shown} is not part of a cluster`)
}

function reconnecting({ random }: LineDeps) {
  return { reconnectStrategy: (attempt: number) => backoffMs(attempt, RECONNECT, random) }
}

/** Not yet connected. */
type NewLine = RedisLine & Readonly<{ connect(): Promise<unknown> }>

function server(deps: LineDeps, access: RedisAccess, node: RedisNode): NewLine {
  const options = clientOptions(access)
  const client = createClient({
    ...options,
    socket: { ...options.socket, ...node, ...reconnecting(deps) },
  })
  // Each failed command tells its caller; of the others nobody needs to know.
  client.on('error', () => undefined)
  const ask: RedisLine['ask'] = (_key, command) => client.sendCommand([...command])
  return {
    connect: () => client.connect(),
    ask,
    run: (script, key, args) => script.run(ask, key, args),
    nodeOf: async () => node,
    close: () => client.destroy(),
  }
}

function cluster(deps: LineDeps, access: RedisAccess): NewLine {
  const { commandOptions, socket, ...options } = clientOptions(access)
  const client = createCluster({
    rootNodes: access.nodes.map((node) => ({ socket: node })),
    defaults: { ...options, socket: { ...socket, ...reconnecting(deps) } },
    commandOptions,
    // At the first sign: waiting would leave a failed-over part of the keys without a node.
    topologyRefreshOnReconnectionAttemptStrategy: 1,
  })
  for (const name of ['error', 'node-error']) client.on(name, () => undefined)
  const ask: RedisLine['ask'] = (key, command) => client.sendCommand(key, false, [...command])
  return {
    connect: () => client.connect(),
    ask,
    run: (script, key, args) => script.run(ask, key, args),
    nodeOf: async (key) => {
      const holder = await client.getNodeClientForKey(key)
      const node = client.masters.find((each) => each.client === holder)
      if (node === undefined) throw new RedisError('unreachable', 'redis: the cluster changes')
      return { host: node.host, port: node.port }
    },
    close: () => client.destroy(),
  }
}

/** A client that goes on trying would do so for ever. */
async function connected(clock: Clock, line: NewLine, { signal }: Waiting): Promise<void> {
  const late = () => new RedisError('unreachable', 'redis: not all of its nodes answer')
  try {
    await withDeadline(clock, { ms: CONNECT_MS, signal, late }, () => line.connect())
  } catch (err) {
    line.close()
    throw err
  }
}
