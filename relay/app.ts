import { Background } from '../src/core/background.ts'
import type { Clock } from '../src/core/clock.ts'
import type { DeviceId } from '../src/core/ids.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Random } from '../src/core/random.ts'
import { Host } from '../src/net/host.ts'
import { systemClock } from '../src/system/clock.ts'
import { journalSink } from '../src/system/journal.ts'
import { openLog } from '../src/system/log.ts'
import { systemRandom } from '../src/system/random.ts'
import { eventBytes } from '../src/wire/home-codec.ts'
import { systemTracer } from '../src/system/trace.ts'
import { openAdministration } from './administration.ts'
import { openBucket } from './bucket.ts'
import { LiveConfig } from './config/live-config.ts'
import { listenMultiaddr } from './config/listen-address.ts'
import type { RelayConfig } from './config.ts'
import { ClockWatch } from './clock/domain/clock-watch.ts'
import { serverNowMs } from './data/server-time.ts'
import type { Sql } from './data/sql.ts'
import { MeteredSql } from './data/metered-sql.ts'
import { type CallsDeps, homeCalls } from './edge/calls.ts'
import { HOME_PROTOCOL, HomeProtocol } from './edge/home-protocol.ts'
import { meteredCalls } from './edge/metered-calls.ts'
import { type HomeFolder, openHomeFolder } from './folder/data/home-folder.ts'
import { openHomeStore } from './folder/data/home-store.ts'
import { FolderError } from './folder/folder-error.ts'
import type { Foundation } from './foundation.ts'
import { openHints } from './hints.ts'
import { Admission } from './limits/domain/admission.ts'
import { historyCooler, openHistory } from './open-history.ts'
import { ProcessLoad } from './load/data/process-load.ts'
import { Load } from './load/domain/load.ts'
import { openProfiles, type Profiles } from './open-profiles.ts'
import { openSpool, serveSpool } from './open-spool.ts'
import { makeOperator } from './operator.ts'
import { makeOpaqueSetup, openOpaqueServer } from './sessions/data/opaque-server.ts'
import { LoginAttempts } from './sessions/domain/login-attempts.ts'
import { Sessions } from './sessions/domain/sessions.ts'
import { SignIn } from './sessions/domain/sign-in.ts'
import type { SpoolParts } from './spool/domain/spool-parts.ts'
import { TRANSFER_PROTOCOL } from './spool/handler.ts'
import { openTruth, type Truth } from './truth.ts'
import { PROGRAM } from './version.ts'

/** What a test may replace; a store that is given stays open. */
export type RelayParts = Readonly<{ clock?: Clock; random?: Random; log?: Logger; sql?: Sql }>

export interface Relay extends AsyncDisposable {
  readonly device: DeviceId
  readonly home: string
  /** With `/p2p/`, dialable from this machine. */
  readonly addresses: readonly string[]
  /** A code with uses left; undefined unless registration is by invite. */
  readonly invite: string | undefined
  /** The URL of the operator's port; undefined when that is off. */
  readonly operatorAddress: string | undefined
  readonly log: Logger
  /** What can change while it runs does; @returns the names of the settings that wait for the next start. */
  reload(config: RelayConfig): readonly string[]
}

/** A home that serves until it is disposed: then nodes are told, what is under way is answered, and all is written. */
export async function startRelay(config: RelayConfig, parts: RelayParts = {}): Promise<Relay> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(await openHomeFolder(config.data, { opaqueSetup: makeOpaqueSetup }))
  const clock = parts.clock ?? systemClock
  const ownLog = parts.log ?? stack.use(await logOf(config, folder, clock))
  const log = 'log' in ownLog ? ownLog.log : ownLog
  const live = new LiveConfig(config)
  const operator = makeOperator(config, { clock, log })
  if (operator.server !== undefined) stack.use(operator.server)
  const { meter } = operator
  const random = parts.random ?? systemRandom
  const store =
    parts.sql ??
    stack.use(await openHomeStore(folder, config.database, { clock, random, log, meter }))
  const sql = new MeteredSql({ sql: store, meter, clock, log }, live.limits.slow)
  const source = stack.use(new ProcessLoad({ database: sql }))
  const load = new Load({ source, meter, clock, random, log }, live.limits.overload)
  const hints = stack.use(await openHints(config, { clock, random, log, meter }))
  const background = stack.use(new Background({ log }))
  const bucketDeps = { clock, random, log, meter, background }
  const bucket = await openBucket(config, folder.key.deviceId, bucketDeps)
  const foundation = {
    config,
    live,
    folder,
    clock,
    random,
    log,
    background,
    meter,
    hints,
    load,
    bucket,
  }
  const history = await openHistory(foundation)
  const truth = openTruth(foundation, sql, history.segments)
  const spool = await openSpool(foundation, truth)
  const profiles = await openProfiles(foundation, truth)
  const { host, protocol, sessions } = await openEdge(foundation, { truth, spool, profiles })
  stack.use(host)
  // While the links still stand: what is being written is finished.
  stack.defer(async () => spool?.lines.stop())
  // Disposed first: nodes are told while everything still works.
  stack.defer(() => protocol.drain())
  protocol.start()
  await host.start()
  const { limits } = live
  const clockWatch = watchedClock(foundation, sql)
  await operator.start({
    ...{ host, protocol, sessions, sql, spool, hints, load, limits, bucket, clockWatch },
    reports: truth.reports,
  })
  stack.use(
    await openAdministration({
      ...foundation,
      ...profiles,
      data: config.data,
      truth,
      sessions,
      spool,
    }),
  )
  background.run('watch-clock', (signal) => clockWatch.run({ signal }))
  background.run('load', (signal) => load.run({ signal }))
  background.run('sweep-logs', (signal) => truth.sweeper.run({ signal, log }))
  const cooler = historyCooler(foundation, history, truth.journal)
  background.run('cool-history', (signal) => cooler.run({ signal }))
  background.run('sweep-avatars', (signal) => profiles.sweeper.run({ signal }))
  const invite = config.registration === 'invite' ? await truth.invites.operatorInvite() : undefined
  log.info({ home: config.home, device: host.deviceId, version: PROGRAM }, 'relay started')
  const held = stack.move()
  return {
    device: host.deviceId,
    home: config.home,
    addresses: host.addresses(),
    invite: invite?.code,
    operatorAddress: operator.server?.address,
    log,
    reload: (next) => {
      if ('setLevel' in ownLog) ownLog.setLevel(next.logLevel)
      return live.change(next)
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** A file has no clock but this machine's. */
function watchedClock({ config, clock, meter, log: root }: Foundation, sql: Sql): ClockWatch {
  const log = root.child({ component: 'clock' })
  const nowMs = () => sql.read(serverNowMs)
  const shared = config.database === undefined ? undefined : { nowMs }
  return new ClockWatch({ clock, shared, meter, log })
}

function logOf({ logLevel }: RelayConfig, { logs }: HomeFolder, clock: Clock) {
  const journal = journalSink()
  return openLog({
    folder: logs,
    program: 'relay',
    level: logLevel,
    clock,
    ...(journal && { journal }),
  })
}

type Parts = Readonly<{ truth: Truth; spool: SpoolParts | undefined; profiles: Profiles }>

/** What nodes talk to. */
async function openEdge(
  { config, live, folder, clock, random, log, background, meter, hints, load }: Foundation,
  { truth, spool, profiles }: Parts,
) {
  const passwords = await openPasswords(folder)
  const attempts = new LoginAttempts({ clock, random })
  const signIn = new SignIn({
    passwords,
    credentials: truth.accounts,
    devices: truth.devices,
    attempts,
  })
  const logger = log.child({ component: 'sessions' })
  const sessions = new Sessions({
    ...truth,
    store: truth.devices,
    log: truth.eventLog,
    sizeOf: eventBytes,
    logger,
    clock,
  })
  const { avatars } = profiles
  const deps: CallsDeps = { ...truth, avatars, signIn, sessions, clock, spool: spool?.calls }
  const facts = { home: config.home, program: PROGRAM }
  const calls = meteredCalls({
    calls: homeCalls(deps, facts, live),
    meter,
    clock,
  })
  const admission = new Admission({ ...hints, meter, shedding: load }, live)
  const served = new Set(spool === undefined ? [HOME_PROTOCOL] : [HOME_PROTOCOL, TRANSFER_PROTOCOL])
  const host: Host = new Host(
    { log: log.child({ component: 'net' }), clock },
    {
      kind: 'relay',
      key: folder.key,
      listen: listenOn(config),
      announce: config.announce,
      gate: {
        mayKnock: () => protocol.isOpen && !load.turnsAway('connection'),
        mayConnect: () => protocol.isOpen,
        mayOpen: (_remote, name) => protocol.isOpen && served.has(name),
      },
    },
  )
  const edgeLog = log.child({ component: 'edge' })
  const protocol = new HomeProtocol({
    host,
    calls,
    sessions,
    admission,
    tracer: systemTracer,
    clock,
    random,
    background,
    log: edgeLog,
  })
  if (spool !== undefined) serveSpool(host, spool, meter)
  return { host, protocol, sessions }
}

async function openPasswords({ opaqueSetup }: HomeFolder) {
  try {
    return await openOpaqueServer(opaqueSetup)
  } catch (cause) {
    throw new FolderError('the secret `opaque` is damaged; restore it from a backup', { cause })
  }
}

function listenOn({ listen, wsListen }: RelayConfig): readonly string[] {
  const tcp = listenMultiaddr(listen, 'tcp')
  return wsListen === 'off' ? [tcp] : [tcp, listenMultiaddr(wsListen, 'ws')]
}
