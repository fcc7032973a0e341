import { MAX_PULLS, MAX_PULLS_PER_FRIEND, MAX_SERVES, MAX_SERVES_PER_FRIEND } from '../limits.ts'

/** How many transfers move at once in one direction, in all and with one friend. */
export type SlotLimits = Readonly<{ total: number; perFriend: number }>

/** Both directions, as a person may set them in `config.yaml`. */
export type AtOnce = Readonly<{ down: SlotLimits; up: SlotLimits }>

export const USUAL_AT_ONCE: AtOnce = {
  down: { total: MAX_PULLS, perFriend: MAX_PULLS_PER_FRIEND },
  up: { total: MAX_SERVES, perFriend: MAX_SERVES_PER_FRIEND },
}
