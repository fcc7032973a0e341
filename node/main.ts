import { becomeLean, LEAN } from '../src/system/lean-process.ts'
import { runsNode } from './cli/runs-node.ts'

/** The program `homing`. */
const argv = process.argv.slice(2)
// Before anything takes signals: one that comes while the process is replaced must end it, not be lost.
if (runsNode(argv)) becomeLean(LEAN)
const { runCli } = await import('./cli/cli.ts')
process.exitCode = await runCli(argv)
