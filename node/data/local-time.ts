import { DAYS } from '../control/entity/queue-nouns.ts'
import type { LocalTime } from '../transfer/entity/hours.ts'

/** In the time zone of this machine, by its rules for the turning of clocks. */
export const localTime: LocalTime = (atMs) => {
  const at = new Date(atMs)
  // Weeks of Date begin on Sunday, ours on Monday.
  const day = DAYS[(at.getDay() + 6) % 7] ?? 'sun'
  return { day, minute: at.getHours() * 60 + at.getMinutes() }
}
