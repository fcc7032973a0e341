import { Command, type OptionValues } from 'commander'
import type { Context } from './context.ts'
import { addAccountCommands } from './program-account.ts'
import { addDaemonCommands } from './program-daemon.ts'
import { addFriendCommands } from './program-friends.ts'
import { addTransferCommands } from './program-transfers.ts'
import { version } from './version.ts'

/**
 * The command line: names, arguments, options and help. What a command does is in commands/, imported when it runs:
 * `homing --help` must not wait for what it does not use.
 */
export type Program = Readonly<{
  root: Command
  run(argv: readonly string[]): Promise<number>
}>

export function makeProgram(context: Context): Program {
  const root = new Command('homing')
    .description('Chat and files of any size between friends, straight from machine to machine.')
    .version(version, '-V, --version')
    .option('--json', 'print JSON on stdout and nothing else; errors are JSON on stderr')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError()
    .exitOverride()
  root.addHelpText('after', AFTER_HELP)
  const printed = collectHelp(root)

  let code = 0
  const add: AddAction = (command, load) => {
    command.action(async (...given: unknown[]) => {
      const own = given.at(-1) as Command
      const action = await load()
      code = (await action(context, own.processedArgs as never, own.opts())) ?? 0
    })
  }
  addDaemonCommands(root, add)
  addAccountCommands(root, add)
  addFriendCommands(root, add)
  addTransferCommands(root, add)
  return {
    root,
    async run(argv) {
      try {
        if (argv.length === 0) root.outputHelp()
        else await root.parseAsync([...argv], { from: 'user' })
        return code
      } finally {
        const text = printed().trimEnd()
        const key = text === version ? 'version' : 'help'
        if (text !== '') context.out.result({ [key]: text }, () => text)
      }
    },
  }
}

/** A command's work. @returns the exit code when it is not 0. */
export type Action<Args extends readonly unknown[], Options> = (
  context: Context,
  args: Args,
  options: Options,
) => Promise<number | void>

/** The types of arguments and options are those that the command declares to commander, a line above. */
export type AddAction = <Args extends readonly unknown[], Options extends OptionValues>(
  command: Command,
  load: () => Promise<Action<Args, Options>>,
) => void

/** Help and version are results, and come in pieces: with `--json` they are one document. Errors are told by cli.ts. */
function collectHelp(root: Command): () => string {
  let text = ''
  root.configureOutput({
    writeOut: (piece) => {
      text += piece
    },
    writeErr: () => {},
    outputError: () => {},
  })
  return () => text
}

const AFTER_HELP = `
First steps:
  homing up --detach                                      start your node in the background
  homing register <name> --home <address> --invite <code> make your account on a friend's relay
  homing friends add <name>                               ask somebody to be friends
  homing chat <name>                                      talk
  homing send <name> <path>                               send a file of any size

HOMING_HOME=<folder> chooses another profile. Exit codes: homing help exit-codes`
