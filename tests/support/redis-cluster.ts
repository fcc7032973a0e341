import { RedisServer } from './redis-server.ts'

const SLOTS = 16_384
const MASTERS = 3
/** A node that is silent for so long has failed; its replica takes over then. Milliseconds. */
const NODE_TIMEOUT_MS = 1_000

/** A cluster of three masters, each with a replica, on this machine. */
export class RedisCluster implements AsyncDisposable {
  readonly nodes: readonly RedisServer[]
  readonly #stack: AsyncDisposableStack

  private constructor(nodes: readonly RedisServer[], stack: AsyncDisposableStack) {
    this.nodes = nodes
    this.#stack = stack
  }

  static async start(): Promise<RedisCluster> {
    await using stack = new AsyncDisposableStack()
    const settings = {
      'cluster-enabled': 'yes',
      'cluster-node-timeout': `${NODE_TIMEOUT_MS}`,
      'repl-diskless-sync-delay': '0',
    }
    const nodes: RedisServer[] = []
    for (let count = 0; count < MASTERS * 2; count++) {
      nodes.push(stack.use(await RedisServer.start({ settings })))
    }
    const cluster = new RedisCluster(nodes, stack.move())
    try {
      await cluster.#join()
    } catch (err) {
      await cluster[Symbol.asyncDispose]()
      throw err
    }
    return cluster
  }

  /** The addresses of all, as settings of a relay. */
  get settings() {
    const [first, ...others] = this.nodes as readonly [RedisServer, ...RedisServer[]]
    return { ...first.settings, nodes: others.map(({ port }) => `127.0.0.1:${port}`) }
  }

  /** Those that live and are masters now. */
  async masters(): Promise<readonly RedisServer[]> {
    const roles = await Promise.all(
      this.nodes.map(async (node) => {
        const [role] = (await node.run('ROLE').catch(() => [''])) as string[]
        return role
      }),
    )
    return this.nodes.filter((_node, index) => roles[index] === 'master')
  }

  /** The one that has this key. */
  async masterOf(key: string): Promise<RedisServer> {
    for (const node of await this.masters()) {
      const slot = Number(await node.run('CLUSTER', 'KEYSLOT', key))
      const own = (await node.run('CLUSTER', 'NODES')) as string
      const mine = own.split('\n').find((line) => line.includes('myself')) ?? ''
      const ranges = [...mine.matchAll(/ (\d+)-(\d+)/g)]
      if (ranges.some(([, from, to]) => slot >= Number(from) && slot <= Number(to))) return node
    }
    throw new Error(`nobody has ${key}`)
  }

  /** Resolves when every slot has a master that lives. */
  async untilWhole(): Promise<void> {
    while ((await this.masters()).length < MASTERS);
    for (const node of await this.masters()) {
      while (!((await node.run('CLUSTER', 'INFO')) as string).includes('cluster_state:ok'));
    }
  }

  /** The master that has this key, asked by its replica, gives it its place. */
  async handOver(key: string): Promise<void> {
    const master = await this.masterOf(key)
    const replica = await this.#replicaOf(master)
    await replica.run('CLUSTER', 'FAILOVER')
    while (!(await this.masters()).includes(replica));
    await this.untilWhole()
  }

  async #replicaOf({ port }: RedisServer): Promise<RedisServer> {
    for (const node of this.nodes) {
      const [role, , of] = (await node.run('ROLE')) as [string, unknown, unknown]
      if (role === 'slave' && of === port) return node
    }
    throw new Error('it has no replica')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync()
  }

  async #join(): Promise<void> {
    const [first] = this.nodes as [RedisServer]
    const masters = this.nodes.slice(0, MASTERS)
    for (const [index, node] of masters.entries()) {
      const from = Math.ceil((SLOTS * index) / MASTERS)
      const to = Math.ceil((SLOTS * (index + 1)) / MASTERS) - 1
      await node.run('CLUSTER', 'ADDSLOTSRANGE', `${from}`, `${to}`)
      await node.run('CLUSTER', 'SET-CONFIG-EPOCH', `${index + 1}`)
    }
    for (const { port } of this.nodes.slice(1)) {
      await first.run('CLUSTER', 'MEET', '127.0.0.1', `${port}`, `${port + 5_000}`)
    }
    await this.#until((info) => info.includes(`cluster_known_nodes:${this.nodes.length}`))
    for (const [index, node] of this.nodes.slice(MASTERS).entries()) {
      const master = (await masters[index]?.run('CLUSTER', 'MYID')) as string
      await node.run('CLUSTER', 'REPLICATE', master)
    }
    await this.#until((info) => info.includes('cluster_state:ok'))
    await this.#untilReplicated()
  }

  /** Asks until every node says so: clusters tell nobody. */
  async #until(isSo: (info: string) => boolean): Promise<void> {
    for (const node of this.nodes) {
      while (!isSo((await node.run('CLUSTER', 'INFO')) as string));
    }
  }

  async #untilReplicated(): Promise<void> {
    for (const node of this.nodes.slice(MASTERS)) {
      for (;;) {
        const [role, , , state] = (await node.run('ROLE')) as string[]
        if (role === 'slave' && state === 'connected') break
      }
    }
  }
}
