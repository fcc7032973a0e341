/** What a look at one thing found. A warning is no fault yet; what was skipped could not be looked at as things are. */
export type Finding = Readonly<{
  check: string
  state: 'ok' | 'warning' | 'fault' | 'skipped'
  /** What is so. */
  fact: string
  /** What to do about it. */
  todo?: string
}>

export function ok(check: string, fact: string): Finding {
  return { check, state: 'ok', fact }
}

export function skipped(check: string, fact: string): Finding {
  return { check, state: 'skipped', fact }
}

export function warning(check: string, fact: string, todo: string): Finding {
  return { check, state: 'warning', fact, todo }
}

export function fault(check: string, fact: string, todo: string): Finding {
  return { check, state: 'fault', fact, todo }
}
