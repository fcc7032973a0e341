import type { DeviceId } from '../../../src/core/ids.ts'
import { AdminRefusal } from './admin-refusal.ts'

type Named = Readonly<{ device: DeviceId; name: string; isActive: boolean }>

/**
 * The device that the operator meant: by its id, the end of it, or its name, as long as only one fits. One that is logged out already
 * fits when no other does, so a repeated logout finds it again. @throws AdminRefusal unknown-device, ambiguous-device.
 */
export function chosenDevice<T extends Named>(devices: readonly T[], text: string): T {
  const whole = devices.find(({ device }) => device === text)
  if (whole !== undefined) return whole
  const fitting = devices.filter(({ device, name }) => name === text || device.endsWith(text))
  const active = fitting.filter(({ isActive }) => isActive)
  const [found, ...others] = active.length > 0 ? active : fitting
  if (found === undefined) throw new AdminRefusal('unknown-device')
  if (others.length > 0) throw new AdminRefusal('ambiguous-device')
  return found
}
