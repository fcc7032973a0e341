import type { RelayConfig } from '../config.ts'

/** What a command ends with: the document of `--json`, lines for people, and whether what was looked at is well. */
export type Outcome = Readonly<{ json: unknown; lines: readonly string[]; isWell?: boolean }>

export type UpkeepOptions = Readonly<{
  'with-secrets'?: boolean | undefined
  'yes-lose-data'?: boolean | undefined
  check?: boolean | undefined
  seconds?: string | undefined
}>

export type Given = Readonly<{
  config: RelayConfig
  args: readonly string[]
  options: UpkeepOptions
  nowMs: number
}>

export type Command = Readonly<{
  /** What follows its name, and how many of those must and may be there. */
  args: string
  needs: number
  takes: number
  /** In one line; and what `--help` says beside it. */
  help: string
  more: readonly string[]
  options?: Readonly<Partial<Record<keyof UpkeepOptions, string>>>
  run(given: Given): Promise<Outcome>
}>
