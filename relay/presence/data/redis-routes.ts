import { type AccountId, type DeviceId, parseDeviceId } from '../../../src/core/ids.ts'
import { RedisError } from '../../data/redis-error.ts'
import type { RedisLine } from '../../data/redis-line.ts'
import { RedisScript } from '../../data/redis-script.ts'
import type { Redis } from '../../data/redis.ts'
import type { Route, RouteTable } from '../ports.ts'
import type { MemoryRoutes } from './memory-routes.ts'

/**
 * One hash an account, `<prefix>:route:{<account>}`: a field for each device with `<until ms> <epoch>`, by Redis's own
 * clock. Fields have no expiry of their own (that came with Redis 7.4), the hash has that of its last one. Every decision is one
 * script, so one step for all relays.
 */
const NOW = `local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function live(kept)
  if not kept then return nil end
  local untilMs, epoch = string.match(kept, '^(%d+) (%d+)$')
  if tonumber(untilMs) > now then return tonumber(epoch) end
end
`
/** ARGV: device, epoch, ttl. */
const SET = new RedisScript(`${NOW}
local epoch = live(redis.call('HGET', KEYS[1], ARGV[1]))
if epoch and epoch > tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d %s', now + ARGV[3], ARGV[2]))
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`)
/** ARGV: device, epoch. */
const REMOVE = new RedisScript(`${NOW}
if live(redis.call('HGET', KEYS[1], ARGV[1])) ~= tonumber(ARGV[2]) then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])`)
/** What the scripts write into a field. */
const KEPT = /^(\d+) (\d+)$/

type RoutesDeps = Readonly<{ redis: Redis; own: MemoryRoutes }>

/**
 * The routes of all relays. Those of this one are kept here as well: while Redis is away, or was emptied, a relay still knows
 * its own sessions. What is newest of a device counts.
 */
export class RedisRoutes implements RouteTable {
  readonly #deps: RoutesDeps
  readonly #prefix: string

  constructor(deps: RoutesDeps, settings: Readonly<{ prefix: string }>) {
    this.#deps = deps
    this.#prefix = settings.prefix
  }

  async set(route: Route, ttlMs: number): Promise<boolean> {
    const { own } = this.#deps
    const isNewestHere = await own.set(route, ttlMs)
    const { account, device, epoch } = route
    const set = await this.#run(SET, account, [device, `${epoch}`, `${ttlMs}`])
    if (set === undefined) return isNewestHere
    // Its session is on another relay by now.
    if (set === 0) await own.remove(route)
    return set === 1
  }

  renew(route: Route, ttlMs: number): Promise<boolean> {
    return this.set(route, ttlMs)
  }

  async remove(route: Route): Promise<boolean> {
    const stoodHere = await this.#deps.own.remove(route)
    const removed = await this.#run(REMOVE, route.account, [route.device, `${route.epoch}`])
    return removed === undefined ? stoodHere : removed === 1
  }

  async of(accounts: readonly AccountId[]): Promise<readonly Route[]> {
    return (await this.#look(accounts)).routes
  }

  async all(accounts: readonly AccountId[]): Promise<readonly Route[] | undefined> {
    const { routes, isWhole } = await this.#look(accounts)
    return isWhole ? routes : undefined
  }

  async #look(accounts: readonly AccountId[]) {
    const own = await this.#deps.own.of(accounts)
    const listed = await this.#listAll(accounts)
    const newest = new Map<DeviceId, Route>()
    for (const route of [...own, ...(listed ?? [])]) {
      const other = newest.get(route.device)
      if (other === undefined || other.epoch < route.epoch) newest.set(route.device, route)
    }
    for (const route of own) {
      if (newest.get(route.device) !== route) await this.#deps.own.remove(route)
    }
    return { routes: [...newest.values()], isWhole: listed !== undefined }
  }

  /** Undefined while Redis is away. */
  async #listAll(accounts: readonly AccountId[]): Promise<readonly Route[] | undefined> {
    if (accounts.length === 0) return []
    try {
      return await this.#deps.redis.ask('routes', (line) => this.#readAll(line, accounts))
    } catch (err) {
      if (err instanceof RedisError) return undefined
      throw err
    }
  }

  /** Without a script, which takes eight times as long: nothing is decided here, and a few milliseconds do not matter. */
  async #readAll(line: RedisLine, accounts: readonly AccountId[]): Promise<readonly Route[]> {
    const [time, ...hashes] = await Promise.all([
      line.ask(this.#key(accounts[0] as AccountId), ['TIME']),
      ...accounts.map((account) => line.ask(this.#key(account), ['HGETALL', this.#key(account)])),
    ])
    const nowMs = Number((time as readonly string[])[0]) * 1_000
    return hashes.flatMap((hash, at) => {
      const fields = Object.entries(hash as Readonly<Record<string, string>>)
      return fields.flatMap(([device, kept]) => {
        const [, untilMs, epoch] = KEPT.exec(kept) ?? []
        if (!(Number(untilMs) > nowMs)) return []
        const account = accounts[at] as AccountId
        return [{ account, device: parseDeviceId(device), epoch: Number(epoch) }]
      })
    })
  }

  /** Undefined while Redis is away. */
  async #run(script: RedisScript, account: AccountId, args: readonly string[]) {
    try {
      const key = this.#key(account)
      return await this.#deps.redis.ask('routes', (line) => line.run(script, key, args))
    } catch (err) {
      if (err instanceof RedisError) return undefined
      throw err
    }
  }

  #key(account: AccountId): string {
    return `${this.#prefix}:route:{${account}}`
  }
}
