import type { Command } from 'commander'
import type { AddAction } from './program.ts'

export function addDaemonCommands(root: Command, add: AddAction): void {
  root.commandsGroup('Your node:')
  add(
    root
      .command('up')
      .description('start your node: in this terminal, or in the background with --detach')
      .option('-d, --detach', 'return when the node runs, and leave it running'),
    async () => (await import('./commands/up.ts')).up,
  )
  add(
    root.command('down').description('stop your node'),
    async () => (await import('./commands/down.ts')).down,
  )
  add(
    root.command('status').description('what your node does right now'),
    async () => (await import('./commands/status.ts')).status,
  )
  add(
    root.command('doctor').description('what is reachable, what is wrong, and what to do about it'),
    async () => (await import('./commands/doctor.ts')).doctor,
  )
  add(
    root
      .command('help')
      .argument('[topic...]', 'a command, or: exit-codes')
      .description('help about a command or topic'),
    async () => (await import('./commands/help.ts')).help(root),
  )
}
