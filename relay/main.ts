import { becomeLean, LEAN_RELAY } from '../src/system/lean-process.ts'

/** The program `relay`. */
const TALKS = ['config', 'help', '--help', '-h', '--version']
/** What is done to a home beside the relay that serves it: relay/upkeep. */
const UPKEEP = ['backup', 'restore', 'verify', 'migrate', 'doctor', 'import-schema', 'bench']
const [first, ...rest] = process.argv.slice(2)
if (first === 'admin') {
  // A short talk with the one that runs: nothing of what serves is loaded.
  await import('./admin/program.ts')
} else {
  // Before anything takes signals: one that comes while the process is replaced must end it, not be lost.
  if (![first, ...rest].some((arg) => arg !== undefined && TALKS.includes(arg))) {
    becomeLean(LEAN_RELAY)
  }
  if (first !== undefined && UPKEEP.includes(first)) await import('./upkeep/program.ts')
  else await import('./program.ts')
}
