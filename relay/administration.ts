import { join } from 'node:path'
import type { Background } from '../src/core/background.ts'
import type { Clock } from '../src/core/clock.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Random } from '../src/core/random.ts'
import { openLog, type OpenLog } from '../src/system/log.ts'
import { systemTracer } from '../src/system/trace.ts'
import { SqlAdminStore } from './accounts/data/sql-admin-store.ts'
import { SqlDeletionStore } from './accounts/data/sql-deletion-store.ts'
import { SqlExportStore } from './accounts/data/sql-export-store.ts'
import { AccountAdmin } from './accounts/domain/account-admin.ts'
import { AccountDeletion } from './accounts/domain/account-deletion.ts'
import { AccountExport } from './accounts/domain/account-export.ts'
import { AdminServer } from './admin/data/admin-server.ts'
import { AdminDesk } from './admin/domain/admin-desk.ts'
import { ADMIN_SOCKET } from './admin/entity/admin-calls.ts'
import type { AdminHandlers } from './admin/ports.ts'
import type { HomeFolder } from './folder/data/home-folder.ts'
import { QuotaAdmin } from './limits/domain/quota-admin.ts'
import { resetOf } from './limits/entity/quotas.ts'
import type { Avatars } from './profiles/domain/avatars.ts'
import type { ReportStore } from './reports/ports.ts'
import type { Sessions } from './sessions/domain/sessions.ts'
import type { SpoolParts } from './spool/domain/spool-parts.ts'
import type { Truth } from './truth.ts'

type AdministrationDeps = Readonly<{
  data: string
  folder: HomeFolder
  clock: Clock
  random: Random
  background: Background
  log: Logger
  truth: Pick<
    Truth,
    'journal' | 'presence' | 'wholeHistory' | 'quotas' | 'quotaStore' | 'reportStore'
  >
  sessions: Sessions
  spool: SpoolParts | undefined
  avatars: Avatars
}>

/** Years of acts: it is put aside by size alone. */
const AUDIT_ROTATION = { maxAgeMs: Number.POSITIVE_INFINITY }

/** What `relay admin` talks to, put together and listening; disposed it is gone. */
export async function openAdministration(deps: AdministrationDeps): Promise<AsyncDisposable> {
  const { avatars, clock, folder, random, sessions, spool, truth } = deps
  await using stack = new AsyncDisposableStack()
  const log = deps.log.child({ component: 'admin' })
  const audit = stack.use(await openAudit(folder, clock))
  const store = new SqlAdminStore(truth.journal)
  const exporter = new AccountExport({
    accounts: store,
    store: new SqlExportStore(truth.journal),
    history: truth.wholeHistory,
    avatars,
    clock,
  })
  const accounts = new AccountAdmin({
    store,
    there: truth.presence,
    running: sessions,
    spool: spool?.calls,
    clock,
    random,
  })
  const deletion = new AccountDeletion({
    accounts: store,
    store: new SqlDeletionStore(truth.journal, truth.wholeHistory),
    avatars,
    running: sessions,
    spool: spool?.calls,
    clock,
    random,
  })
  const quotas = new QuotaAdmin({
    accounts: store,
    quotas: truth.quotas,
    store: truth.quotaStore,
    clock,
  })
  const stopping = new AbortController()
  deps.background.run('resume-deletions', async (signal) => {
    const accounts = await deletion.resume({ signal })
    if (accounts > 0) log.info({ accounts }, 'deletions were finished')
  })
  const desk = new AdminDesk({
    handlers: handlersOf(
      { accounts, deletion, quotas, reports: truth.reportStore, clock },
      stopping.signal,
    ),
    exporter,
    audit: audit.log,
    tracer: systemTracer,
    log,
  })
  const server = stack.use(new AdminServer({ desk, log }, { path: join(deps.data, ADMIN_SOCKET) }))
  // Disposed first: what is long, and goes on later, ends with the relay.
  stack.defer(() => stopping.abort())
  await server.start()
  const held = stack.move()
  return { [Symbol.asyncDispose]: () => held.disposeAsync() }
}

function openAudit({ logs }: HomeFolder, clock: Clock): Promise<OpenLog> {
  return openLog({ folder: logs, program: 'audit', clock, rotation: AUDIT_ROTATION })
}

type Acts = Readonly<{
  accounts: AccountAdmin
  deletion: AccountDeletion
  quotas: QuotaAdmin
  reports: ReportStore
  clock: Clock
}>

function handlersOf(acts: Acts, signal: AbortSignal): AdminHandlers {
  const { accounts, deletion, quotas, reports, clock } = acts
  return {
    accounts: (page) => accounts.accounts(page),
    account: ({ name }) => accounts.account(name),
    block: ({ name }) => accounts.block(name),
    unblock: ({ name }) => accounts.unblock(name),
    logout: ({ name, device }) => accounts.logout(name, device),
    delete: ({ name }) => deletion.delete(name, { signal }),
    quota: ({ name }) => quotas.show(name),
    setQuota: ({ name, quota, amount }) => quotas.change(name, { [quota]: amount }),
    resetQuota: ({ name, quota }) => quotas.change(name, resetOf(quota)),
    reports: ({ state, ...page }) => reports.page(state, page),
    report: ({ report }) => reports.find(report),
    closeReport: ({ report, note }) => reports.close(report, note, clock.nowMs()),
    invites: (page) => accounts.invites(page),
    invite: (ask) => accounts.createInvite(ask),
    revokeInvite: ({ code }) => accounts.revokeInvite(code),
  }
}
