/**
 * A folder of many small files, disk to disk, against rsync over ssh and `tar | nc`: on loopback, all taking turns in one
 * run. Each is measured until everything is forced to the disk.
 *   node tests/bench/folders.ts [files] [bytes each] [rounds] [place]        (80000, 10000, 2, the temporary folder)
 * What is missing is left out: apt-get install rsync openssh-server netcat-openbsd
 */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LEAN } from '../../src/system/lean-process.ts'
import { startPeer } from '../support/peer-process.ts'
import { SSH_OPTIONS, type SshServer, startSshd } from '../support/sshd.ts'

const PEER = join(import.meta.dirname, 'folders-peer.ts')
/** Of one folder: enough that none of them is large. */
const FILES_PER_FOLDER = 64
const run = promisify(execFile)

type Setting = Readonly<{ place: string; source: string; files: number; bytes: number }>

const [files = '80000', bytes = '10000', rounds = '2', parent = tmpdir()] = process.argv.slice(2)
await compare(Number(files), Number(bytes), Number(rounds), parent)

async function compare(files: number, bytes: number, rounds: number, parent: string) {
  await using stack = new AsyncDisposableStack()
  const place = await mkdtemp(join(parent, 'homing-bench-'))
  stack.defer(async () => await rm(place, { recursive: true }))
  const setting = { place, source: join(place, 'many'), files, bytes }
  makeFiles(setting)
  const ways = new Map<string, () => Promise<number>>([
    ['homing', async () => await byHoming(setting)],
  ])
  if (await has('nc', '-h')) ways.set('tar | nc', async () => await byTar(setting))
  else console.log('tar | nc: not measured; apt-get install netcat-openbsd')
  const server = await startSshd(place)
  if (server !== undefined && (await has('rsync', '--version'))) {
    stack.use(server)
    ways.set('rsync', async () => await byRsync(server, setting))
  } else console.log('rsync: not measured; apt-get install rsync openssh-server')

  const times = new Map<string, number[]>([...ways.keys()].map((way) => [way, []]))
  for (let round = 0; round < rounds; round++) {
    for (const [way, measure] of ways) {
      await run('sync', ['-f', place])
      times.get(way)?.push(await measure())
      await run('sync', ['-f', place])
    }
  }
  report(times, files)
}

function report(times: ReadonlyMap<string, readonly number[]>, files: number): void {
  const rate = (way: string): number => files / (Math.min(...(times.get(way) ?? [])) / 1000)
  for (const way of times.keys()) {
    const ratio = (rate('homing') / rate(way)).toFixed(2)
    console.log(
      `${way.padEnd(10)} ${rate(way).toFixed(0).padStart(7)} files/s   homing / it ${ratio}`,
    )
  }
}

function makeFiles({ source, files, bytes }: Setting): void {
  for (let at = 0; at < files; at++) {
    const folder = join(
      source,
      `${Math.floor(at / FILES_PER_FOLDER / 64)}`,
      `${Math.floor(at / FILES_PER_FOLDER) % 64}`,
    )
    if (at % FILES_PER_FOLDER === 0) mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `a-file-with-a-name-${at}.dat`), randomBytes(bytes))
  }
}

async function byHoming(setting: Setting): Promise<number> {
  await using stack = new AsyncDisposableStack()
  const place = join(setting.place, 'homing')
  await mkdir(place)
  stack.defer(async () => await rm(place, { recursive: true }))
  const sender = stack.use(startPeer(PEER, ['send', setting.source, place], LEAN))
  const offer = (await sender.reply()) as { identifyMs: number }
  const receiver = stack.use(startPeer(PEER, ['receive', place, JSON.stringify(offer)], LEAN))
  const [received, sent] = await Promise.all([receiver.reply(), sender.reply()])
  console.log('homing', { identifyMs: offer.identifyMs, received, sent })
  return (received as { ms: number }).ms
}

async function byTar({ place, source }: Setting): Promise<number> {
  const target = join(place, 'tar')
  await mkdir(target)
  const port = String(20_000 + Math.floor(Math.random() * 20_000))
  const listening = spawn('sh', ['-c', `nc -l 127.0.0.1 ${port} | tar xf - -C '${target}'`])
  const exit = once(listening, 'exit')
  await new Promise((resolve) => setTimeout(resolve, 300))
  const began = performance.now()
  await run('sh', ['-c', `tar cf - -C '${source}' . | nc -N 127.0.0.1 ${port}`])
  await exit
  await run('sync', ['-f', target])
  const ms = performance.now() - began
  await rm(target, { recursive: true })
  return ms
}

async function byRsync({ port, key }: SshServer, { place, source }: Setting): Promise<number> {
  const target = join(place, 'rsync')
  const shell = ['ssh', '-i', key, '-p', String(port), ...SSH_OPTIONS].join(' ')
  const from = `${userInfo().username}@127.0.0.1:${source}/`
  const began = performance.now()
  await run('rsync', ['-a', '-e', shell, from, `${target}/`])
  await run('sync', ['-f', target])
  const ms = performance.now() - began
  await rm(target, { recursive: true })
  return ms
}

async function has(program: string, flag: string): Promise<boolean> {
  return await run(program, [flag]).then(
    () => true,
    (err: NodeJS.ErrnoException) => err.code !== 'ENOENT',
  )
}
