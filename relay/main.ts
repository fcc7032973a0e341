import { becomeLean } from '../src/system/lean-process.ts'

/** The program `relay`. */
const TALKS = ['config', 'help', '--help', '-h', '--version']
// Before anything takes signals: one that comes while the process is replaced must end it, not be lost.
if (!process.argv.slice(2).some((arg) => TALKS.includes(arg))) becomeLean()
await import('./program.ts')
