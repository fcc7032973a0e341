import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { ShapeError } from '../../src/core/shape.ts'
import { parseRedisUrl } from '../data/redis-address.ts'
import { ConfigError } from './config-error.ts'
import { fileSettings, SETTING_TEXTS, type Settings, type SettingText } from './settings.ts'

/** One layer of configuration, checked by itself, so that an error can say where the wrong value came from. */

/** `file` is only named in errors. */
export function fromYaml(source: string, file: string): Settings {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken !== undefined) {
    const at = lines.linePos(broken.pos[0]).line
    throw new ConfigError(`${file}:${at}: ${broken.message}`, { cause: broken })
  }
  return checked(
    document.toJS() ?? {},
    (path) => `${file}:${lineOf(document, path, lines)}: ${path}`,
  )
}

export function fromEnvironment(env: Readonly<Record<string, string | undefined>>): Settings {
  const layer = {}
  for (const setting of SETTING_TEXTS) {
    const given = env[setting.env]
    if (given !== undefined && given !== '') put(layer, setting, given)
  }
  return checked(layer, (path) => settingAt(path)?.env ?? path)
}

/** `given` is by flag name without dashes; a repeatable flag has a list. */
export function fromFlags(given: Readonly<Record<string, string | readonly string[]>>): Settings {
  const layer = {}
  for (const setting of SETTING_TEXTS) {
    const value = setting.flag === undefined ? undefined : given[setting.flag]
    if (value !== undefined) put(layer, setting, value)
  }
  const settings = checked(layer, (path) => `--${settingAt(path)?.flag ?? path}`)
  refusePassword(settings)
  return settings
}

function refusePassword({ redis }: Settings): void {
  if (redis?.url === undefined || parseRedisUrl(redis.url).password === '') return
  throw new ConfigError(
    '--redis-url: every user of the machine can read a password there; put it into the file, or RELAY_REDIS_PASSWORD',
  )
}

/** Later layers win, setting by setting. */
export function merged(...layers: readonly Settings[]): Settings {
  const result: Record<string, unknown> = {}
  for (const layer of layers) mergeInto(result, layer)
  return fileSettings.check(result, '')
}

function mergeInto(target: Record<string, unknown>, layer: object): void {
  for (const [key, value] of Object.entries(layer)) {
    if (value === undefined) continue
    if (typeof value !== 'object' || Array.isArray(value)) {
      target[key] = value
      continue
    }
    const inner = (target[key] ?? {}) as Record<string, unknown>
    mergeInto(inner, value as object)
    target[key] = inner
  }
}

function checked(raw: unknown, where: (path: string) => string): Settings {
  try {
    return fileSettings.check(raw, '')
  } catch (cause) {
    if (!(cause instanceof ShapeError)) throw cause
    throw new ConfigError(`${where(cause.path)}: must be ${cause.allowed}`, { cause })
  }
}

function put(layer: object, setting: SettingText, given: string | readonly string[]): void {
  const last = setting.path.at(-1) ?? ''
  let inner = layer as Record<string, unknown>
  for (const key of setting.path.slice(0, -1)) {
    inner[key] ??= {}
    inner = inner[key] as Record<string, unknown>
  }
  inner[last] = typed(setting, given)
}

function typed(setting: SettingText, given: string | readonly string[]): unknown {
  if (setting.kind === 'list') {
    return typeof given === 'string' ? given.split(',').map((each) => each.trim()) : given
  }
  if (setting.kind === 'number' && typeof given === 'string') {
    return /^\d+$/.test(given) ? Number(given) : given
  }
  if (setting.kind === 'flag' && (given === 'true' || given === 'false')) return given === 'true'
  return given
}

function settingAt(path: string): SettingText | undefined {
  const keys = keysOf(path)
  return SETTING_TEXTS.find((setting) => setting.path.every((key, index) => keys[index] === key))
}

/** The line of the value at `path`, or of the nearest thing around it. */
function lineOf(document: Document, path: string, lines: LineCounter): number {
  const keys = keysOf(path)
  for (let depth = keys.length; depth > 0; depth--) {
    const node = document.getIn(keys.slice(0, depth), true)
    if (isNode(node) && node.range != null) return lines.linePos(node.range[0]).line
  }
  return 1
}

function keysOf(path: string): (string | number)[] {
  const keys = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.')
  return keys.filter((key) => key !== '').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
}
