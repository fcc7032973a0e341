import { ShapeError } from '../../src/core/shape.ts'
import { ADMIN_CALLS, type AdminAsk, type AdminCall } from './entity/admin-calls.ts'
import { AdminUsage } from './usage.ts'

/** What a person typed, checked before anything is asked. @throws AdminUsage. */
export function askOf<K extends AdminCall>(call: K, typed: object, prefix = ''): AdminAsk<K> {
  try {
    return ADMIN_CALLS[call].ask.check(typed, '') as AdminAsk<K>
  } catch (cause) {
    if (!(cause instanceof ShapeError)) throw cause
    throw new AdminUsage(`${prefix}${cause.message}`, { cause })
  }
}

/** What is no number is nothing that a shape allows. */
export function numberOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
}

/** A home has as many accounts as a person can know of: the whole list is some megabytes at most. */
export async function allPages<T>(
  ask: (after: T | undefined) => Promise<Readonly<{ items: readonly T[]; more: boolean }>>,
): Promise<readonly T[]> {
  const all: T[] = []
  for (;;) {
    const { items, more } = await ask(all.at(-1))
    all.push(...items)
    if (!more || items.length === 0) return all
  }
}
