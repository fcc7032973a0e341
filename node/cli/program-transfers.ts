import type { Command } from 'commander'
import type { AddAction } from './program.ts'

const ID = 'its id, or the end of it that is listed'

export function addTransferCommands(root: Command, add: AddAction): void {
  root.commandsGroup('Files:')
  add(
    root
      .command('send')
      .description('send files to a friend; shows progress until they are verified there')
      .argument('<name>')
      .argument('<path...>')
      .option('--no-wait', 'return when the offer is made; the node goes on by itself'),
    async () => (await import('./commands/send.ts')).send,
  )
  const transfers = root.command('transfers').description('files coming and going')
  add(
    transfers.command('list', { isDefault: true }).description('list them'),
    async () => (await import('./commands/transfers.ts')).list,
  )
  add(
    transfers.command('show').description('all about one').argument('<transfer>', ID),
    async () => (await import('./commands/transfers.ts')).show,
  )
  addChanges(transfers, add, ['accept', 'decline', 'pause', 'resume', 'cancel'])
  addChanges(root, add, ['accept', 'decline', 'cancel'])

  const rules = root.command('rules').description('accept by itself what a friend sends')
  add(
    rules.command('list', { isDefault: true }).description('list them'),
    async () => (await import('./commands/rules.ts')).list,
  )
  add(
    rules
      .command('set')
      .description('accept files of this friend, up to a size, into a folder')
      .argument('<name>')
      .requiredOption('--up-to <size>', 'such as 500MB or 10GB')
      .option('--into <folder>', 'instead of the downloads folder'),
    async () => (await import('./commands/rules.ts')).set,
  )
  add(
    rules.command('remove').description('ask again').argument('<name>'),
    async () => (await import('./commands/rules.ts')).remove,
  )
}

type Change = 'accept' | 'decline' | 'pause' | 'resume' | 'cancel'

const CHANGES = {
  accept: 'take a file that is offered to you',
  decline: 'say no to an offer',
  pause: 'stop for now; nothing is lost',
  resume: 'go on after a pause or a failure',
  cancel: 'stop for good, on both sides',
} as const satisfies Record<Change, string>

function addChanges(parent: Command, add: AddAction, changes: readonly Change[]): void {
  for (const change of changes) {
    const command = parent.command(change).description(CHANGES[change]).argument('<transfer>', ID)
    if (change === 'accept') {
      command.option('--into <folder>', 'instead of the downloads folder')
      command.option('--wait', 'show progress until the file is there and verified')
      add(command, async () => (await import('./commands/transfers.ts')).accept)
    } else {
      add(command, async () => (await import('./commands/transfers.ts')).change(change))
    }
  }
}
