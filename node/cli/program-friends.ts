import type { Command } from 'commander'
import { REPORT_REASONS } from '../../src/home/entity/nouns.ts'
import type { AddAction } from './program.ts'

export function addFriendCommands(root: Command, add: AddAction): void {
  root.commandsGroup('Friends and chat:')
  const friends = root.command('friends').description('who you know')
  add(
    friends.command('list', { isDefault: true }).description('your friends'),
    async () => (await import('./commands/friends.ts')).list,
  )
  add(
    friends
      .command('show')
      .description('what a friend shows of themselves')
      .argument('<name>')
      .option('--avatar <file>', 'write their picture into a new file (WebP)'),
    async () => (await import('./commands/friends.ts')).show,
  )
  add(
    friends.command('requests').description('who asked you, and whom you asked'),
    async () => (await import('./commands/friends.ts')).requests,
  )
  add(
    friends
      .command('add')
      .description('ask somebody to be friends')
      .argument('<name>')
      .option('--note <text>', 'a line that goes with it'),
    async () => (await import('./commands/friends.ts')).add,
  )
  addChanges(friends, add)
  add(
    friends
      .command('report')
      .description(
        'tell the operator of your home of somebody, who is not told; no messages go with it, so quote what matters',
      )
      .argument('<name>')
      .argument('<reason>', REPORT_REASONS.join(', '))
      .argument('[text...]', 'what happened, in your words'),
    async () => (await import('./commands/friends.ts')).report,
  )
  add(
    friends
      .command('remark')
      .description('a nickname that only you see; none takes it away')
      .argument('<name>')
      .argument('[nickname]'),
    async () => (await import('./commands/friends.ts')).remark,
  )
  add(
    root
      .command('chat')
      .description('talk to a friend; without a text, and on a terminal, until Ctrl-D')
      .argument('<name>')
      .argument(
        '[text...]',
        'send this and return; without it and with piped input, each line of it',
      )
      .option('--history', 'print what was said')
      .option('--follow', 'print what is said from now on, until Ctrl-C')
      .option('--limit <count>', 'with --history: how many lines', '50')
      .option('--before <seq>', 'with --history: only older ones than this')
      .option('--keep-unread', 'do not mark what is printed as read')
      .option('--no-wait', 'return when the message is kept by your node, not by the home'),
    async () => (await import('./commands/chat.ts')).chat,
  )
}

function addChanges(friends: Command, add: AddAction): void {
  const changes = [
    ['accept', 'acceptFriend', 'say yes to a request'],
    ['decline', 'declineFriend', 'say no to a request'],
    ['cancel', 'cancelFriend', 'take your own request back'],
    ['remove', 'removeFriend', 'stop being friends'],
    ['block', 'blockAccount', 'no requests, messages or files from them; they are not told'],
    ['unblock', 'unblockAccount', 'end a block'],
  ] as const
  for (const [name, call, description] of changes) {
    add(friends.command(name).description(description).argument('<name>'), async () =>
      (await import('./commands/friends.ts')).change(call),
    )
  }
}
