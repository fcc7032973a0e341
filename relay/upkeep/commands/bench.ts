import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { table } from '../../../src/system/table.ts'
import { FolderError } from '../../folder/folder-error.ts'
import { migrationStates } from '../../data/migration-state.ts'
import type { RelayConfig } from '../../config.ts'
import type { Command } from '../command.ts'
import { fsyncRate, rateOfAll } from '../data/measure.ts'
import { openScratch } from '../data/scratch-store.ts'
import { UpkeepError } from '../errors.ts'
import { BENCH_AT_ONCE, BENCH_SECONDS, MAX_BENCH_SECONDS } from '../limits.ts'
import { MACHINE, openToRead, placeOf } from '../standing-home.ts'

export const bench: Command = {
  ...{ args: '', needs: 0, takes: 0 },
  help: 'what disk and database of this installation can do, and what the relay makes of it',
  options: { seconds: `for each of three measurements (${BENCH_SECONDS})` },
  more: [
    'Writes that reached the disk; rows that a bare loop commits to the database, on one connection of SQLite or on as many',
    'of a server as a relay has; and rows that the relay’s own transactions commit, many at once. Everything is written into',
    'files and a table of its own (homing_bench…), which go when it ends or is interrupted. A relay that runs meanwhile is',
    'slowed down, and slows it down. Compare the ratios: figures differ by machine and by hour.',
  ],
  async run({ config, options }) {
    const seconds = secondsOf(options.seconds)
    using scratch = scratchFolder(config)
    await checkServer(config)
    using interrupted = interruption()
    const measuring = { seconds, signal: interrupted.signal }
    const fsyncs = await fsyncRate(scratch.path, measuring)
    await using store = await openScratch(placeOf(config), scratch.path, MACHINE)
    const raw = await rateOfAll(store.raw, measuring)
    const relay = await rateOfAll(
      Array.from({ length: BENCH_AT_ONCE }, () => store.relay),
      measuring,
    )
    if (interrupted.signal.aborted) throw new Error('interrupted')
    return outcomeOf({ fsyncs, raw, connections: store.raw.length, relay })
  },
}

type Measured = Readonly<{ fsyncs: number; raw: number; connections: number; relay: number }>

function outcomeOf({ fsyncs, raw, connections, relay }: Measured) {
  const ratios = { relayToRaw: round(relay / raw), relayToFsync: round(relay / fsyncs) }
  const rows = [
    ['disk', String(Math.round(fsyncs)), 'writes of a page and their fsync, one after the other'],
    ['database', String(Math.round(raw)), `commits of a row, ${connections} at once`],
    [
      'relay',
      String(Math.round(relay)),
      `the same by the relay’s transactions, ${BENCH_AT_ONCE} at once`,
    ],
  ]
  const lines = [
    ...table(['', 'A SECOND', ''], rows),
    `relay / database ${ratios.relayToRaw}, relay / disk ${ratios.relayToFsync}`,
  ]
  const json = {
    disk: { fsyncsPerSecond: round(fsyncs) },
    database: { commitsPerSecond: round(raw), connections },
    relay: { commitsPerSecond: round(relay), atOnce: BENCH_AT_ONCE },
    ratios,
  }
  return { json, lines }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

/** @throws UpkeepError usage */
function secondsOf(given: string | undefined): number {
  if (given === undefined) return BENCH_SECONDS
  const seconds = /^\d{1,3}$/.test(given) ? Number(given) : 0
  if (seconds >= 1 && seconds <= MAX_BENCH_SECONDS) return seconds
  throw new UpkeepError('usage', `--seconds: must be a whole number from 1 to ${MAX_BENCH_SECONDS}`)
}

/** On the disk of the home. */
function scratchFolder({ data }: RelayConfig): Disposable & Readonly<{ path: string }> {
  if (!existsSync(data))
    throw new FolderError(`there is no folder ${data}: name the relay's with --data`)
  const path = join(data, `.bench-${process.pid}`)
  mkdirSync(path, { mode: 0o700 })
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Opening the store of a relay would bring the tables up to date. @throws UpkeepError refused */
async function checkServer(config: RelayConfig): Promise<void> {
  if (config.database === undefined) return
  await using database = await openToRead(config)
  const states = await database.snapshot(migrationStates)
  if (states.every(({ appliedAt }) => appliedAt !== undefined)) return
  throw new UpkeepError(
    'refused',
    'the tables of this database are not up to date: relay migrate up',
  )
}

function interruption(): Disposable & Readonly<{ signal: AbortSignal }> {
  const end = new AbortController()
  const stop = () => end.abort(new Error('interrupted'))
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.once(signal, stop)
  return {
    signal: end.signal,
    [Symbol.dispose]: () => {
      for (const signal of signals) process.off(signal, stop)
    },
  }
}
