import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Background } from '../../../src/core/background.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import type { RelayConfig } from '../../config.ts'
import { lockFolder } from '../../folder/data/folder-lock.ts'
import { FolderError } from '../../folder/folder-error.ts'
import { checkBucket } from '../checks/bucket.ts'
import { checkDirectBucket } from '../checks/direct-bucket.ts'
import { checkClock, checkDisk, checkFolder, checkSecrets } from '../checks/folder.ts'
import { checkOpenFiles, checkPorts, checkReach, checkReady } from '../checks/network.ts'
import { checkDatabase, checkRedis } from '../checks/stores.ts'
import type { Command } from '../command.ts'
import { SILENT } from '../data/silent-log.ts'
import type { Finding } from '../entity/finding.ts'

export const doctor: Command = {
  ...{ args: '', needs: 0, takes: 0 },
  help: 'look at everything that a relay needs, and say what to do',
  more: [
    'It looks at the folder and its secrets, the database and its tables, Redis, S3 as relay and nodes use it, disks, clock, ports, limits of the system,',
    'the announced addresses, and the relay that runs. A fault is something that keeps a relay from its work (exit code 7);',
    'a warning will, some day. It changes nothing. A configuration that cannot be read is exit code 2.',
  ],
  async run({ config, nowMs }) {
    const findings = await look(config, nowMs)
    const faults = findings.filter(({ state }) => state === 'fault').length
    const warnings = findings.filter(({ state }) => state === 'warning').length
    return {
      json: { isWell: faults === 0, findings },
      lines: [...findings.flatMap(linesOf), '', summary(faults, warnings)],
      isWell: faults === 0,
    }
  },
}

async function look(config: RelayConfig, nowMs: number): Promise<readonly Finding[]> {
  await using background = new Background({ log: SILENT })
  const isRunning = runsOn(config.data)
  const bucket = config.spool.enabled ? config.spool.s3 : undefined
  const database = await checkDatabase(config)
  return [
    checkFolder(config),
    checkSecrets(config, database.isNew),
    ...database.findings,
    await checkRedis(config.redis, background),
    await checkBucket(bucket),
    ...(await checkDirectBucket(bucket)),
    ...checkDisk(config),
    checkClock(config, nowMs, database.facts?.nowMs),
    ...(await checkPorts(config, isRunning)),
    checkOpenFiles(config, isRunning),
    ...(await checkReach(config, isRunning)),
    await checkReady(config, isRunning),
  ]
}

function runsOn(data: string): boolean {
  // Only looked at: what root made here the relay could not open.
  if (!existsSync(join(data, 'lock'))) return false
  try {
    lockFolder(data)[Symbol.dispose]()
    return false
  } catch (err) {
    if (err instanceof FolderError) return true
    throw err
  }
}

const SIGNS = { ok: 'ok', warning: 'WARNING', fault: 'FAULT', skipped: '-' } as const

function linesOf({ check, state, fact, todo }: Finding): readonly string[] {
  const line = `${SIGNS[state].padEnd(8)} ${check.padEnd(12)} ${safeText(fact)}`
  return todo === undefined ? [line] : [line, `${' '.repeat(22)}${safeText(todo)}`]
}

function summary(faults: number, warnings: number): string {
  if (faults + warnings === 0) return 'all is well'
  return `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`
}
