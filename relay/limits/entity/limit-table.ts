/**
 * Whose it is: an account's, each may have others (`relay admin quota`); or the relay's, for everybody together. Limits of addresses,
 * devices and names are rates: rates.ts.
 */
export type LimitScope = 'account' | 'relay'

type LimitRule = Readonly<{
  by: LimitScope
  unit: 'messages' | 'reports' | 'bytes' | 'days' | 'ms' | 'transactions'
  /** What holds when nothing is set. */
  usual: number
  min: number
  /** So that a mistyped zero too many is seen. */
  max: number
  /** What it limits, after its number and its unit. */
  what: string
  reason: string
}>

const MIB = 1024 * 1024
const PETABYTE = 2 ** 50

/**
 * Every amount that the relay's operator can limit, by section and name as in its configuration. What may stand there, what holds
 * otherwise, the help, `relay config`, the table in relay/OPERATORS.md and what the relay enforces come from here.
 */
export const LIMITS = {
  account: {
    monthMessages: {
      ...{ by: 'account', unit: 'messages', usual: 300_000, min: 1, max: 1_000_000_000 },
      what: 'an account may send in a month',
      reason: 'ten thousand a day, more than anybody types; a script that runs away fills no disk',
    },
    openReports: {
      ...{ by: 'account', unit: 'reports', usual: 20, min: 0, max: 10_000 },
      what: 'an account may have made that the operator has not closed',
      reason: 'more than a person has trouble with at once; nobody buries what others report',
    },
  },
  spool: {
    storedBytes: {
      ...{ by: 'account', unit: 'bytes', usual: 20e9, min: MIB, max: PETABYTE },
      what: 'of an account may lie in the spool',
      reason: 'a few films for friends who are away; what is larger slides through',
    },
    monthBytes: {
      ...{ by: 'account', unit: 'bytes', usual: 200e9, min: MIB, max: PETABYTE },
      what: 'an account may relay in a month, in and out',
      reason: 'a tenth of what a small hosted machine may send in a month',
    },
    minFreeBytes: {
      ...{ by: 'relay', unit: 'bytes', usual: 1e9, min: 0, max: PETABYTE },
      what: 'of its disk the spool leaves free',
      reason: 'the database, the logs and everything else on that disk go on',
    },
    keepDays: {
      ...{ by: 'relay', unit: 'days', usual: 14, min: 1, max: 365 },
      what: 'after the last upload a file is kept',
      reason: 'a holiday of a friend; then its place is for others',
    },
  },
  overload: {
    lagMs: {
      ...{ by: 'relay', unit: 'ms', usual: 250, min: 10, max: 60_000 },
      what: 'the event loop may lag before the relay sheds load',
      reason: 'every answer waits at least so long, and people begin to notice',
    },
    lateTransactions: {
      ...{ by: 'relay', unit: 'transactions', usual: 64, min: 1, max: 100_000 },
      what: 'may wait for the database for half a second before the relay sheds load',
      reason:
        'more come than it does; one that waits for a lock, or a disk that hangs, is not that',
    },
    freeMemoryBytes: {
      ...{ by: 'relay', unit: 'bytes', usual: 32 * MIB, min: 0, max: PETABYTE },
      what: 'of memory are left when the relay sheds load; 0: never for that',
      reason: 'some thousand sessions more would end the process, and with it everybody’s',
    },
  },
  slow: {
    statementMs: {
      ...{ by: 'relay', unit: 'ms', usual: 200, min: 0, max: 60_000 },
      what: 'a statement of the database may take before the log tells of it',
      reason:
        'a hundred times what it usually takes: an index is missing, or somebody holds a lock',
    },
  },
} as const satisfies Record<string, Record<string, LimitRule>>

export type LimitSection = keyof typeof LIMITS
/** The amounts in force. */
export type Limits = {
  readonly [S in LimitSection]: { readonly [N in keyof (typeof LIMITS)[S]]: number }
}

export const LIMIT_SECTIONS = Object.keys(LIMITS) as LimitSection[]

/** Those of one section. */
export function limitRules<S extends LimitSection>(section: S) {
  return Object.entries(LIMITS[section]) as [keyof Limits[S] & string, LimitRule][]
}
