import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Mariadb } from './mariadb.ts'
import { GALERA_LIBRARY } from './mariadb-programs.ts'
import { temporaryFolder } from './temporary-folder.ts'

const NODES = 3
/** Below what systems hand out by themselves, and beside those of the servers. */
const FIRST_PORT = 10_000
const PORTS = 9_000
const SYNCED = ['Synchronized with group, ready for connections']

/**
 * How a node gets what it lacks: from the memory of the others (IST). Galera wants a script for it, which here only has to bring the word
 * from the one to the other through a pipe; whoever lacks more than that memory holds fails.
 */
const CATCH_UP = `#!/bin/sh
while [ $# -gt 0 ]; do
  case $1 in
    --role) role=$2; shift ;;
    --address) address=$2; shift ;;
    --gtid) gtid=$2; shift ;;
    --bypass) bypass=yes ;;
  esac
  shift
done
pipe="$(dirname "$0")/$address"
if [ "$role" = joiner ]; then
  rm -f "$pipe" && mkfifo -m 600 "$pipe" && echo "ready $address" && cat "$pipe"
else
  [ "$bypass" = yes ] && echo "$gtid" > "$pipe" && echo "done $gtid"
fi
`

type Node = Readonly<{ mariadb: Mariadb; gossip: number; args: readonly string[] }>

/** Three nodes, each with the data of all; every one takes writes. */
export class Galera implements AsyncDisposable {
  readonly #nodes: readonly Node[]
  readonly #held: AsyncDisposableStack

  private constructor(nodes: readonly Node[], held: AsyncDisposableStack) {
    this.#nodes = nodes
    this.#held = held
  }

  static async start(): Promise<Galera> {
    await using stack = new AsyncDisposableStack()
    const { path } = stack.use(temporaryFolder())
    writeFileSync(join(path, 'wsrep_sst_catchup'), CATCH_UP, { mode: 0o700 })
    const nodes: Node[] = []
    for (let n = 0; n < NODES; n++) {
      const ports = FIRST_PORT + 3 * Math.floor((Math.random() * PORTS) / 3)
      const args = optionsOf(n, ports)
      const [first] = nodes
      const given = first === undefined ? {} : { copyOf: first.mariadb }
      const mariadb = stack.use(await Mariadb.install({ args, path, ...given }))
      nodes.push({ mariadb, gossip: ports, args })
      // The others begin as copies, so that they lack little.
      if (first === undefined) await foundCluster(mariadb)
    }
    const cluster = new Galera(nodes, stack.move())
    await cluster.#startAll()
    return cluster
  }

  node(n: number): Mariadb {
    return this.#at(n).mariadb
  }

  /** Killed, with no time for a word. */
  async kill(n: number): Promise<void> {
    await this.node(n).stop('SIGKILL')
  }

  /** A node that was killed finds out how far it is, and catches up. */
  async bringBack(n: number): Promise<void> {
    const { mariadb } = this.#at(n)
    const address = this.#address(n)
    const said = await mariadb.once([address, '--wsrep-recover'])
    const [, position] = /Recovered position:? (\S+)/.exec(said.join('\n')) ?? []
    if (position === undefined) throw new Error(`no position: ${said.join('\n')}`)
    await mariadb.start([address, `--wsrep-start-position=${position}`], SYNCED)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A node that waits for others to agree ignores a polite word.
    await Promise.all(this.#nodes.map(({ mariadb }) => mariadb.stop('SIGKILL')))
    await this.#held.disposeAsync()
  }

  async #startAll(): Promise<void> {
    await this.node(0).start(FOUNDING, SYNCED)
    for (let n = 1; n < NODES; n++) await this.node(n).start([this.#address(n)], SYNCED)
  }

  #at(n: number): Node {
    const node = this.#nodes[n]
    if (node === undefined) throw new Error(`no node ${n}`)
    return node
  }

  #address(n: number): string {
    const others = this.#nodes.filter((_, at) => at !== n)
    return `--wsrep-cluster-address=gcomm://${others.map(({ gossip }) => `127.0.0.1:${gossip}`).join(',')}`
  }
}

const FOUNDING = ['--wsrep-cluster-address=gcomm://', '--wsrep-new-cluster']

async function foundCluster(mariadb: Mariadb): Promise<void> {
  await mariadb.start(FOUNDING, SYNCED)
  await mariadb.stop()
  const state = join(mariadb.data, 'grastate.dat')
  if (!readFileSync(state, 'utf8').includes('safe_to_bootstrap: 1')) throw new Error('no clean end')
}

function optionsOf(n: number, ports: number): readonly string[] {
  const [gossip, catchUp, whole] = [ports, ports + 1, ports + 2]
  const provider = [
    ...[`gmcast.listen_addr=tcp://127.0.0.1:${gossip}`, `ist.recv_addr=127.0.0.1:${catchUp}`],
    ...['gcache.size=64M', 'pc.recovery=no'],
    // Whoever was killed is given up within two seconds instead of five.
    ...['evs.keepalive_period=PT0.5S', 'evs.suspect_timeout=PT2S'],
  ]
  return [
    ...['--wsrep-on=ON', `--wsrep-provider=${GALERA_LIBRARY}`, '--wsrep-cluster-name=homing'],
    ...[`--wsrep-node-name=node${n}`, `--wsrep-node-address=127.0.0.1:${gossip}`],
    `--wsrep-provider-options=${provider.join(';')}`,
    ...['--wsrep-sst-method=catchup', `--wsrep-sst-receive-address=127.0.0.1:${whole}`],
    ...['--binlog-format=ROW', '--innodb-autoinc-lock-mode=2'],
  ]
}
