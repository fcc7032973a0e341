import { ControlError } from '../control/entity/control-error.ts'
import { MAX_QUEUED_PER_CONVERSATION } from './limits.ts'

export function notAmongFriends(name: string): ControlError {
  return new ControlError('not-found', `nobody named ${name} is among your friends`, {
    advice: 'see: homing friends',
  })
}

export function queueFull(): ControlError {
  const message = `${MAX_QUEUED_PER_CONVERSATION} messages to this friend wait for the home already`
  return new ControlError('refused', message, { advice: 'see why they wait: homing doctor' })
}
