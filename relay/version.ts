import { readFileSync } from 'node:fs'

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string }

export const PROGRAM_VERSION = version
/** As told to nodes and to the operator's log. */
export const PROGRAM = `relay/${version}`
