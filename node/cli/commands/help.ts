import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { EXIT_CODES } from '../exit-codes.ts'
import type { Action } from '../program.ts'

export function help(root: Command): Action<[readonly string[]], object> {
  return async (context, [topic]) => {
    if (topic[0] === 'exit-codes') {
      const lines = EXIT_CODES.map(({ code, meaning }) => `${String(code).padStart(3)}  ${meaning}`)
      return context.out.result({ exitCodes: EXIT_CODES }, () => lines)
    }
    commandOf(root, topic).outputHelp()
  }
}

function commandOf(root: Command, path: readonly string[]): Command {
  let command = root
  for (const name of path) {
    const next = command.commands.find((each) => each.name() === name)
    if (next === undefined) {
      throw new CliError('usage', `there is no help about ${path.join(' ')}`, {
        advice: 'see: homing help',
      })
    }
    command = next
  }
  return command
}
