import type { Command } from 'commander'
import { collect } from './arguments.ts'
import type { AddAction } from './program.ts'

const ID = 'its id, or the end of it that is listed'

const EXCLUDE =
  'of a folder, leave these out: "*.tmp" (a name anywhere), node_modules/ (folders), /build (a path); several times'

export function addTransferCommands(root: Command, add: AddAction): void {
  root.commandsGroup('Files:')
  add(
    root
      .command('send')
      .description('send files to friends; shows progress until they are verified there')
      .argument('<name>', 'a friend, or several: bob,carol')
      .argument('<path...>', 'files or folders; or - for standard input')
      .option('--to <name>', 'to this friend as well; may be given several times', collect)
      .option('--priority <priority>', 'high, normal or low: who goes first when many wait')
      .option('--exclude <pattern>', EXCLUDE, collect)
      .option('--name <file>', 'with -: what it is called there')
      .option(
        '--no-wait',
        'return when the offer is made, or with - when the node has all of it; it goes on by itself',
      ),
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
  addQueueCommands(transfers, add)
  addChanges(root, add, ['accept', 'decline', 'cancel'])
  addRuleCommands(root, add)
  addLimitCommands(root, add)
}

function addQueueCommands(transfers: Command, add: AddAction): void {
  add(
    transfers
      .command('priority')
      .description('who goes first when many wait; what moves already is not interrupted')
      .argument('<transfer>', ID)
      .argument('<priority>', 'high, normal or low'),
    async () => (await import('./commands/queue.ts')).priority,
  )
  add(
    transfers
      .command('move')
      .description('its place in line, among those of its priority')
      .argument('<transfer>', ID)
      .argument('<where>', 'first, up, down or last'),
    async () => (await import('./commands/queue.ts')).move,
  )
  add(
    transfers
      .command('leftovers')
      .description('unfinished files on this disk: what can be resumed, or discarded'),
    async () => (await import('./commands/queue.ts')).leftovers,
  )
  add(
    transfers
      .command('discard')
      .description('give an unfinished file up, and free its space')
      .argument('<transfer>', ID),
    async () => (await import('./commands/queue.ts')).discard,
  )
}

function addRuleCommands(root: Command, add: AddAction): void {
  const rules = root
    .command('rules')
    .description('what happens to the files of a friend: asked for, accepted, declined')
  add(
    rules.command('list', { isDefault: true }).description('list them'),
    async () => (await import('./commands/rules.ts')).list,
  )
  add(
    rules
      .command('set')
      .description('make or change a rule; what is not said stays as it is')
      .argument('[name]', 'the friend')
      .option('--everyone', 'instead of a name: for friends who have no rule of their own')
      .option('--ask', 'ask each time (as without a rule)')
      .option('--accept', 'accept by itself')
      .option('--block', 'decline by itself; the friend is told that it was declined')
      .option(
        '--up-to <size>',
        'accept up to this size, such as 10GB; larger ones are asked for; or: any',
      )
      .option('--into <folder>', 'accept into this folder instead of the downloads folder')
      .option('--create', 'make that folder if it is not there')
      .option('--keep-free <size>', 'what is accepted by itself leaves so much free on the disk')
      .option(
        '--quiet <hours>',
        'such as 22:00-07:00, or "mon-fri 22-7": nothing is announced or accepted by itself then; several times; or: never',
        collect,
      ),
    async () => (await import('./commands/rules.ts')).set,
  )
  add(
    rules
      .command('remove')
      .description('forget a rule')
      .argument('[name]')
      .option('--everyone', 'instead of a name: the rule for friends without one'),
    async () => (await import('./commands/rules.ts')).remove,
  )
}

function addLimitCommands(root: Command, add: AddAction): void {
  const limits = root.command('limits').description('how much of the network transfers may use')
  add(
    limits.command('list', { isDefault: true }).description('what is set, and what holds now'),
    async () => (await import('./commands/limits.ts')).list,
  )
  add(
    limits
      .command('set')
      .description('set a limit; it holds at once, also for what moves')
      .option('--up <rate>', 'such as 500kB/s, 2MB/s, 16Mbit/s, or: unlimited')
      .option('--down <rate>', 'the same for what comes in')
      .option('--friend <name>', 'of transfers with this friend, within the limit for all')
      .option('--hours <hours>', 'only then: 22:00-07:00, or "mon-fri 8-18", by the clock here'),
    async () => (await import('./commands/limits.ts')).set,
  )
  add(
    limits
      .command('clear')
      .description('take a limit away: the one for all, or the one that is named')
      .option('--friend <name>')
      .option('--hours <hours>')
      .option('--all', 'every limit'),
    async () => (await import('./commands/limits.ts')).clear,
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

const ALL = {
  pause: 'everything, and what comes later, until resume --all; also after a restart',
  resume: 'end the pause of everything; what was paused alone stays so, until it is said once more',
  cancel: 'every transfer that has not ended',
} as const

function addChanges(parent: Command, add: AddAction, changes: readonly Change[]): void {
  for (const change of changes) {
    const command = parent.command(change).description(CHANGES[change])
    if (change === 'accept') {
      command.argument('<transfer>', ID)
      command.option('--into <folder>', 'instead of the downloads folder')
      command.option('--create', 'make that folder if it is not there')
      command.option('--only <pattern>', 'of a folder: only these; several times', collect)
      command.option('--except <pattern>', 'of a folder: all but these', collect)
      command.option('--wait', 'show progress until the file is there and verified')
      add(command, async () => (await import('./commands/transfers.ts')).accept)
    } else {
      command.argument(change === 'decline' ? '<transfer>' : '[transfer]', ID)
      if (change !== 'decline') command.option('--all', ALL[change])
      if (change === 'cancel') command.option('--yes', 'with --all: this is meant')
      add(command, async () => (await import('./commands/transfers.ts')).change(change))
    }
  }
}
