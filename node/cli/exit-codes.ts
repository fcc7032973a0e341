import type { ControlErrorCode } from '../control/entity/control-error.ts'

/** What `homing` exits with. Scripts rely on these: none changes its meaning, new ones are added at the end. */
export const EXIT_CODES = [
  { code: 0, name: 'ok', meaning: 'done' },
  {
    code: 1,
    name: 'failed',
    meaning: 'something unexpected went wrong; the text and the log say what',
  },
  { code: 2, name: 'usage', meaning: 'the command line is wrong; nothing was done' },
  { code: 3, name: 'no-node', meaning: 'no node is running for this profile' },
  { code: 4, name: 'session', meaning: 'not signed in, or signed in already' },
  { code: 5, name: 'offline', meaning: 'the home can not be reached now; trying later may help' },
  { code: 6, name: 'refused', meaning: 'the home or the friend said no; the text says why' },
  { code: 7, name: 'not-found', meaning: 'no such friend, request, transfer, device or file' },
  {
    code: 8,
    name: 'conflict',
    meaning: 'it is in that state already, or more than one thing is meant',
  },
  {
    code: 9,
    name: 'not-sent',
    meaning: 'a transfer ended without being verified on the other side',
  },
  { code: 10, name: 'unwell', meaning: 'homing doctor found a problem' },
  {
    code: 11,
    name: 'partly',
    meaning: 'done for some of those named and refused for others; the text says for whom',
  },
  {
    code: 130,
    name: 'interrupted',
    meaning: 'Ctrl-C; what the node does in the background goes on',
  },
] as const
export type ExitName = (typeof EXIT_CODES)[number]['name']

const BY_CONTROL_CODE: Record<ControlErrorCode, ExitName> = {
  'bad-request': 'usage',
  'signed-out': 'session',
  'signed-in': 'session',
  offline: 'offline',
  refused: 'refused',
  'not-found': 'not-found',
  ambiguous: 'conflict',
  conflict: 'conflict',
  unreadable: 'not-found',
  internal: 'failed',
}

export function exitNameOf(code: ControlErrorCode): ExitName {
  return BY_CONTROL_CODE[code]
}

export function exitCode(name: ExitName): number {
  return EXIT_CODES.find((each) => each.name === name)?.code ?? 1
}
