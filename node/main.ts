import { runCli } from './cli/cli.ts'

/** The program `homing`. */
process.exitCode = await runCli(process.argv.slice(2))
