import { Transfers } from '../../../node/transfer/domain/transfers.ts'
import { makeSeals } from '../../../node/transfer/data/home-spool.ts'
import type { Reach } from '../../../node/transfer/entity/choose-path.ts'
import type { Mail, Parties, Party, Spool } from '../../../node/transfer/queue-ports.ts'
import {
  type AccountId,
  type AccountName,
  type DeviceId,
  parseAccountId,
  parseAccountName,
  parseDeviceId,
} from '../../../src/core/ids.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { RecordedLog } from '../recorded-log.ts'
import { utcTime } from '../utc-time.ts'
import { Fuse } from './fuse.ts'
import type { Lab } from './lab.ts'
import type { Mailbox } from './lab-home.ts'
import { labKeySeals } from './lab-key-seals.ts'
import { MemoryDisk } from './memory-disk.ts'
import { MemoryStages } from './memory-stages.ts'
import { MemoryStore } from './memory-store.ts'

export const DOWNLOADS = '/downloads'

export type LabNodeOptions = Readonly<{ spoolOnly?: boolean }>

/** One device of one person: a process that comes and goes, and what outlives it. */
export class LabNode {
  readonly name: AccountName
  readonly account: AccountId
  readonly device: DeviceId
  readonly disk = new MemoryDisk()
  stages = new MemoryStages(this.disk)
  readonly store = new MemoryStore()
  readonly log = new RecordedLog()
  readonly mailbox: Mailbox
  /** Its link to the home. */
  isOnline = true
  /** What its card says; none: nobody can seal for it. */
  sealingKey: Uint8Array | undefined = new Uint8Array(32)
  readonly #lab: Lab
  readonly #options: LabNodeOptions
  #running:
    | Readonly<{
        transfers: Transfers
        fuse: Fuse
        listeners: Set<Listener>
        links: Set<() => void>
      }>
    | undefined

  constructor(
    lab: Lab,
    { name, device }: Readonly<{ name: string; device: number }>,
    options: LabNodeOptions,
  ) {
    this.#lab = lab
    this.#options = options
    this.name = parseAccountName(name)
    this.account = accountOf(name)
    this.device = deviceOf(name, device)
    this.mailbox = { account: this.account, device: this.device, outbox: [], cursor: 0 }
  }

  get isUp(): boolean {
    return this.#running !== undefined
  }

  get transfers(): Transfers {
    if (this.#running === undefined) throw new Error(`${this.name} is down`)
    return this.#running.transfers
  }

  async start(): Promise<void> {
    if (this.#running !== undefined) return
    const fuse = new Fuse()
    // What grew in the process before is gone with it.
    this.stages = new MemoryStages(this.disk)
    const listeners = new Set<Listener>()
    const links = new Set<() => void>()
    const { clock, random, network } = this.#lab
    network.join(this.device, (channel, remote) => this.#serve(channel, remote))
    const transfers = new Transfers(
      {
        store: fuse.guard(this.store),
        disk: fuse.guard(this.disk, ['openSink', 'openSource', 'ledger']),
        stages: fuse.guard(this.stages, ['create', 'openSource']),
        lines: fuse.guard(network.lines(this.device)),
        spool: fuse.guard(this.#spool(links)),
        makeSeal: makeSeals({ random }),
        keySeals: labKeySeals(this.device),
        parties: this.#parties(listeners),
        mail: fuse.guard(this.#mail()),
        self: () => this.device,
        clock,
        localTime: utcTime,
        random,
        hasher: sha256Hasher,
        log: this.log,
      },
      { downloads: DOWNLOADS, streams: this.#lab.streams, ...this.#options },
    )
    this.#running = { transfers, fuse, listeners, links }
    await transfers.start()
    this.#lab.tell()
  }

  async stop(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    if (running === undefined) return
    await running.transfers.stop()
    this.#lab.network.leave(this.device)
    this.#lab.tell()
  }

  /** As kill -9. */
  crash(): void {
    const running = this.#running
    this.#running = undefined
    if (running === undefined) return
    running.fuse.isBlown = true
    this.#lab.network.leave(this.device)
    this.#lab.spool.cut(this.device)
    // Nobody waits for the dead: this only ends their timers.
    void running.transfers.stop()
    this.#lab.tell()
  }

  /** As a crash, and what was not forced to the disk is gone. */
  losePower(): void {
    this.crash()
    this.store.losePower()
    this.disk.losePower()
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline
    if (!isOnline) this.#lab.spool.cut(this.device)
    this.#lab.tell()
  }

  #spool(links: Set<() => void>): Spool {
    const { device, account } = this
    return this.#lab.spool.of({ device, account, isOnline: () => this.isOnline }, links)
  }

  hearNews(): void {
    for (const listener of this.#running?.links ?? []) listener()
    const friends = new Set(this.#lab.nodes.map(({ account }) => account))
    for (const listener of this.#running?.listeners ?? []) {
      for (const friend of friends) listener(friend)
    }
  }

  /** One round with the home. */
  async exchange(): Promise<boolean> {
    const running = this.#running
    if (running === undefined || !this.isOnline) return false
    const sent = this.#lab.home.collect(this.mailbox)
    const took = await this.#lab.home.deliver(this.mailbox, (message) =>
      running.transfers.received(message),
    )
    return sent || took
  }

  async #serve(...given: Parameters<Transfers['serve']>): Promise<void> {
    const [channel, remote] = given
    if (this.#running === undefined) throw new Error('down')
    await this.#running.transfers.serve(channel, remote)
  }

  #mail(): Mail {
    return {
      send: async (to, id, content) => {
        this.mailbox.outbox.push({ id, to, content })
      },
      holdup: () => undefined,
    }
  }

  #parties(listeners: Set<Listener>): Parties {
    const parties = () => this.#friends()
    return {
      byName: (name) => parties().find((party) => party.name === name),
      byAccount: (account) => parties().find((party) => party.account === account),
      byDevice: (device) =>
        parties().find((party) => party.devices.some((known) => known.device === device)),
      onChange: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
  }

  #friends(): readonly Party[] {
    const { nodes, strangers } = this.#lab
    const others = nodes.filter(
      ({ account }) => account !== this.account && !strangers.has(pairOf(account, this.account)),
    )
    return [...new Set(others.map(({ account }) => account))].map((account) => {
      const owned = others.filter((node) => node.account === account)
      const name = owned[0]?.name ?? this.name
      const devices = owned.map((node) => ({
        device: node.device,
        reach: this.#reachOf(node),
        addresses: node.#options.spoolOnly ? [] : ['/ip4/192.168.1.9/tcp/4001'],
        sealingKey: node.sealingKey,
      }))
      return { account, name, devices }
    })
  }

  #reachOf(node: LabNode): Reach {
    if (!this.isOnline) return 'unknown'
    return node.isUp && node.isOnline ? 'online' : 'offline'
  }
}

type Listener = (friend: AccountId) => void

export function pairOf(a: AccountId, b: AccountId): string {
  return [a, b].sort().join(' ')
}

function accountOf(name: string): AccountId {
  const hex = Buffer.from(name).toString('hex').padEnd(12, '0').slice(0, 12)
  return parseAccountId(`0192f0c1-0000-7000-8000-${hex}`)
}

export function deviceOf(name: string, device: number): DeviceId {
  const safe = name.replace(/[^1-9A-HJ-NP-Za-km-z]/g, '').padEnd(30, 'z')
  return parseDeviceId(`12D3KooW${safe.slice(0, 30)}${String(device).padStart(14, '1')}`)
}
