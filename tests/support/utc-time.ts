import { DAYS } from '../../node/control/entity/queue-nouns.ts'
import type { LocalTime } from '../../node/transfer/entity/hours.ts'

/** The wall's clock of a machine in Greenwich, in winter. */
export const utcTime: LocalTime = (atMs) => {
  const at = new Date(atMs)
  return {
    day: DAYS[(at.getUTCDay() + 6) % 7] ?? 'sun',
    minute: at.getUTCHours() * 60 + at.getUTCMinutes(),
  }
}
