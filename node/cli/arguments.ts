import { type AccountName, accountName as nameShape } from '../../src/core/ids.ts'
import { type Shape, ShapeError } from '../../src/core/shape.ts'
import { parseBytes, parseRate } from '../../src/system/quantities.ts'
import { type Rate, rate as rateShape } from '../control/entity/queue-nouns.ts'
import { CliError } from './cli-error.ts'

/** What people type, checked before anything is asked. Each throws CliError usage. */

export function accountName(text: string): AccountName {
  try {
    return nameShape.check(text, '')
  } catch (err) {
    if (!(err instanceof ShapeError)) throw err
    const small = text.toLowerCase()
    const advice = small !== text && isName(small) ? `in small letters: ${small}` : undefined
    throw new CliError('usage', `${text} is no name: a name is ${err.allowed}`, {
      cause: err,
      advice,
    })
  }
}

function isName(text: string): boolean {
  try {
    nameShape.check(text, '')
    return true
  } catch {
    return false
  }
}

/** Checked here as well as by the daemon, which knows fields and not options. */
export function allowed<T>(shape: Shape<T>, value: T, what: string): T {
  try {
    return shape.check(value, what)
  } catch (err) {
    if (!(err instanceof ShapeError)) throw err
    throw new CliError('usage', `${what} must be ${err.allowed}`, { cause: err })
  }
}

export function wholeNumber(
  text: string,
  limits: Readonly<{ option: string; min: number; max: number }>,
): number {
  const { option, min, max } = limits
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new CliError('usage', `${option} must be a whole number from ${min} to ${max}`)
}

export function byteCount(text: string, option: string): number {
  const bytes = parseBytes(text)
  if (bytes !== undefined) return bytes
  throw new CliError('usage', `${option} must be a size such as 500MB or 10GB`)
}

/** `bob,carol` and every `--to`: each once, in this order. */
export function accountNames(texts: readonly string[]): readonly AccountName[] {
  return [
    ...new Set(texts.flatMap((text) => text.split(',')).map((text) => accountName(text.trim()))),
  ]
}

/** Bytes a second. */
export function byteRate(text: string, option: string): Rate {
  if (text === 'unlimited') return text
  const bytes = parseRate(text)
  if (bytes === undefined) {
    throw new CliError('usage', `${option} must be a rate such as 500kB/s, 2MB/s or 16Mbit/s`, {
      advice: 'kB, MB and GB are bytes; kbit, Mbit and Gbit are bits; or: unlimited',
    })
  }
  try {
    return rateShape.check(bytes, option)
  } catch (cause) {
    throw new CliError('usage', `${option} must be at least 10kB/s, and at most 1TB/s`, {
      cause,
      advice: 'to send and receive nothing: homing transfers pause --all',
    })
  }
}

/** For commander: an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
