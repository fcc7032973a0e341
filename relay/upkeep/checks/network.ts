import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { type ListenAddress, showListenAddress } from '../../config/listen-address.ts'
import type { RelayConfig } from '../../config.ts'
import { fault, type Finding, ok, skipped, warning } from '../entity/finding.ts'
import { GOOD_OPEN_FILES, MIN_OPEN_FILES, REACH_MS } from '../limits.ts'
import { holderOf } from './port-holder.ts'

/** Each port that the relay listens on: free, or taken, and by whom. */
export async function checkPorts(
  config: RelayConfig,
  isRunning: boolean,
): Promise<readonly Finding[]> {
  const ports = [
    ['listen', config.listen],
    ['wsListen', config.wsListen],
    ['metricsListen', config.metricsListen],
  ] as const
  const findings: Finding[] = []
  for (const [setting, address] of ports) {
    if (address === 'off' || address.port === 0) continue
    findings.push(await checkPort(setting, address, isRunning))
  }
  return findings
}

async function checkPort(
  setting: string,
  address: ListenAddress,
  isRunning: boolean,
): Promise<Finding> {
  const check = `port ${address.port}`
  const at = `${setting} ${showListenAddress(address)}`
  const code = await whyNotFree(address)
  switch (code) {
    case undefined:
      return isRunning
        ? warning(
            check,
            `${at} is free, though a relay runs`,
            'does it run with another configuration? Give this one the same --config',
          )
        : ok(check, `${at} is free`)
    case 'EADDRINUSE': {
      const holder = holderOf(address.port)
      const who =
        holder === undefined
          ? 'somebody (as root, this command sees who)'
          : `${holder.name} (pid ${holder.pid})`
      if (isRunning) return ok(check, `${at} is taken by ${who}`)
      return fault(
        check,
        `${at} is taken by ${who}`,
        `stop that, or choose another address for ${setting}`,
      )
    }
    case 'EADDRNOTAVAIL':
      return fault(
        check,
        `${at} is no address of this machine`,
        `choose one of its own, or 0.0.0.0, for ${setting}`,
      )
    case 'EACCES':
      return fault(
        check,
        `${at} is not for this user`,
        'choose a port above 1023, or allow it: setcap or a service that may',
      )
    default:
      return fault(
        check,
        `${at} cannot be listened on (${code})`,
        `choose another address for ${setting}`,
      )
  }
}

async function whyNotFree(address: ListenAddress): Promise<string | undefined> {
  const server = createServer()
  try {
    const listening = once(server, 'listening')
    server.listen({ ...address, exclusive: true })
    await listening
    return undefined
  } catch (err) {
    return (err as NodeJS.ErrnoException).code ?? String(err)
  } finally {
    server.close()
  }
}

/** What the relay tells nodes as its address, tried from here. */
export async function checkReach(
  { announce }: RelayConfig,
  isRunning: boolean,
): Promise<readonly Finding[]> {
  const check = 'address'
  if (announce.length === 0) {
    return [
      skipped(
        check,
        'nodes are told the addresses of this machine; behind a NAT or a name, set announce',
      ),
    ]
  }
  return Promise.all(announce.map((each) => checkAnnounced(check, each, isRunning)))
}

async function checkAnnounced(
  check: string,
  announced: string,
  isRunning: boolean,
): Promise<Finding> {
  const [, kind = '', host = '', , port = ''] = announced.split('/')
  try {
    const { address } = kind.startsWith('dns') ? await lookup(host) : { address: host }
    if (!isRunning)
      return skipped(
        check,
        `${announced} is ${address}; start the relay to see whether it can be reached`,
      )
    await reach(address, Number(port))
    return ok(check, `${announced} (${address}) can be reached from here`)
  } catch (err) {
    const { code = 'failed' } = err as NodeJS.ErrnoException
    const todo =
      'look at its name (DNS), its firewall and its router: some routers let nobody inside use their outer address'
    return warning(check, `${announced} cannot be reached from here (${code})`, todo)
  }
}

async function reach(host: string, port: number): Promise<void> {
  const socket = connect({ host, port, timeout: REACH_MS })
  socket.once('timeout', () =>
    socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
  )
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}

/** Of the relay that runs, or of this command, which a relay started the same way would share. */
export function checkOpenFiles({ listen }: RelayConfig, isRunning: boolean): Finding {
  const check = 'open files'
  const pid = isRunning ? holderOf(listen.port)?.pid : process.pid
  const most = openFilesOf(pid)
  if (most === undefined) return skipped(check, 'the limit cannot be seen here')
  const text = `${most} at most`
  const todo = 'each link takes one: raise it (LimitNOFILE= in the service, ulimit -n)'
  if (most < MIN_OPEN_FILES) return fault(check, text, todo)
  return most < GOOD_OPEN_FILES
    ? warning(check, text, `${todo} when more than some thousand nodes are expected`)
    : ok(check, text)
}

/** Node raises its own to what the system allows at most. */
function openFilesOf(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined
  try {
    const [, hard] =
      /^Max open files +\d+ +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'utf8')) ?? []
    return hard === undefined ? undefined : Number(hard)
  } catch {
    return undefined
  }
}

/** What the relay that runs says of itself. */
export async function checkReady(
  { metricsListen }: RelayConfig,
  isRunning: boolean,
): Promise<Finding> {
  const check = 'relay'
  if (!isRunning) return skipped(check, 'none runs on this folder')
  if (metricsListen === 'off' || metricsListen.port === 0) {
    return skipped(check, 'one runs; with metricsListen it would say here how it is')
  }
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  const host = everywhere[metricsListen.host] ?? metricsListen.host
  const url = `http://${showListenAddress({ ...metricsListen, host })}/readyz`
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(REACH_MS) })
    const said = (await answer.text()).trim().slice(0, 500)
    return answer.ok
      ? ok(check, `it runs, and is ready: ${said}`)
      : fault(
          check,
          `it runs, and is not ready: ${said}`,
          'its log says why: logs/ in the data folder',
        )
  } catch (err) {
    return fault(
      check,
      `one runs, and ${url} does not answer (${(err as Error).name})`,
      'is metricsListen the one that it was started with?',
    )
  }
}
