import type { DeviceId } from '../../../src/core/ids.ts'
import type { Device } from '../../../src/home/entity/nouns.ts'
import { ControlError } from '../../control/entity/control-error.ts'

/** A device by its id, the end of its id, or its name. @throws ControlError not-found or ambiguous. */
export function findDevice(devices: readonly Device[], text: string): DeviceId {
  const fits = devices.filter((each) => each.device.endsWith(text) || each.name === text)
  const [first, ...others] = fits
  if (first === undefined) {
    throw new ControlError('not-found', `no device of yours is ${text}`, {
      advice: 'see: homing devices',
    })
  }
  if (others.length > 0) {
    throw new ControlError('ambiguous', `${fits.length} devices fit ${text}`, {
      advice: 'give more of the id; see: homing devices',
    })
  }
  return first.device
}
