import { Program, type ProgramOptions } from './program.ts'

export type CommandResult = Readonly<{ code: number; stdout: string; stderr: string }>

/** `relay …`, to its end. */
export async function operatorCommand(
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<CommandResult> {
  const program = new Program('relay', args, options)
  const code = await program.exited
  return { code, stdout: program.stdout, stderr: program.stderr }
}
