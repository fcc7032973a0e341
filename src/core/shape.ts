/**
 * Shapes: one small way to turn what comes from outside (a decoded frame, a config file, a control request, a stored
 * record) into a checked value of a known type, and to say in words what was expected where.
 *
 * Not here: coercion, defaults that depend on other fields, asynchronous checks.
 */
export interface Shape<T> {
  /** Returns the checked value or throws a ShapeError that names `path`. */
  check(value: unknown, path: string): T
  /** What is allowed, in words, for error texts: `a whole number from 1 to 100`. */
  readonly allowed: string
}

export type Of<S> = S extends Shape<infer T> ? T : never

export class ShapeError extends Error {
  override readonly name = 'ShapeError'
  readonly path: string
  readonly allowed: string
  constructor(path: string, allowed: string, options?: ErrorOptions) {
    super(`${path === '' ? 'value' : path}: must be ${allowed}`, options)
    this.path = path
    this.allowed = allowed
  }
}

export function shape<T>(allowed: string, accept: (value: unknown, path: string) => T): Shape<T> {
  return { allowed, check: accept }
}

function simple<T>(allowed: string, test: (value: unknown) => value is T): Shape<T> {
  return shape(allowed, (value, path) => {
    if (!test(value)) throw new ShapeError(path, allowed)
    return value
  })
}

export type TextLimits = Readonly<{ max: number; min?: number; pattern?: RegExp; allowed?: string }>

/** Text of `min` to `max` UTF-16 units, well formed, matching `pattern` where given. */
export function text(limits: TextLimits): Shape<string> {
  const min = limits.min ?? 0
  const allowed = limits.allowed ?? `text of ${min} to ${limits.max} characters`
  return simple(allowed, (value): value is string => {
    if (typeof value !== 'string' || value.length < min || value.length > limits.max) return false
    return value.isWellFormed() && (limits.pattern?.test(value) ?? true)
  })
}

/** A branded value: `parse` throws on anything that is not one. */
export function branded<T>(allowed: string, parse: (text: string) => T): Shape<T> {
  return shape(allowed, (value, path) => {
    if (typeof value !== 'string') throw new ShapeError(path, allowed)
    try {
      return parse(value)
    } catch (cause) {
      throw new ShapeError(path, allowed, { cause })
    }
  })
}

/** Bytes of `min` to `max`, copied when the view keeps a larger buffer alive (a decoded frame does). */
export function bytes(limits: Readonly<{ max: number; min?: number }>): Shape<Uint8Array> {
  const min = limits.min ?? 0
  const allowed = min === limits.max ? `exactly ${min} bytes` : `${min} to ${limits.max} bytes`
  return shape(allowed, (value, path) => {
    if (!(value instanceof Uint8Array) || value.length < min || value.length > limits.max) {
      throw new ShapeError(path, allowed)
    }
    return value.byteLength === value.buffer.byteLength ? value : Uint8Array.from(value)
  })
}

/** A whole number from `min` (0) to `max` (2^53 − 1). */
export function count(limits: Readonly<{ max?: number; min?: number }> = {}): Shape<number> {
  const min = limits.min ?? 0
  const max = limits.max ?? Number.MAX_SAFE_INTEGER
  return simple(
    `a whole number from ${min} to ${max}`,
    (value): value is number =>
      Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
  )
}

export const flag: Shape<boolean> = simple(
  'true or false',
  (value): value is boolean => typeof value === 'boolean',
)

export function choice<const T extends string>(...options: readonly T[]): Shape<T> {
  return simple(`one of ${options.join(', ')}`, (value): value is T =>
    (options as readonly unknown[]).includes(value),
  )
}

export function list<T>(item: Shape<T>, limits: Readonly<{ max: number }>): Shape<readonly T[]> {
  const allowed = `a list of at most ${limits.max}, each ${item.allowed}`
  return shape(allowed, (value, path) => {
    if (!Array.isArray(value) || value.length > limits.max) throw new ShapeError(path, allowed)
    return value.map((each, index) => item.check(each, `${path}[${index}]`))
  })
}

/** Absent (undefined or null) or what `inner` allows. */
export function optional<T>(inner: Shape<T>): Shape<T | undefined> {
  return shape(`absent or ${inner.allowed}`, (value, path) =>
    value === undefined || value === null ? undefined : inner.check(value, path),
  )
}

/** What `inner` allows, or `fallback` when absent. */
export function defaulted<T>(inner: Shape<T>, fallback: T): Shape<T> {
  return shape(inner.allowed, (value, path) =>
    value === undefined || value === null ? fallback : inner.check(value, path),
  )
}

type Fields = Readonly<Record<string, Shape<unknown>>>
type Fielded<F extends Fields> = { readonly [K in keyof F]: Of<F[K]> }

/** An object with these fields; others are dropped, so a newer peer may add some. */
export function record<F extends Fields>(fields: F): Shape<Fielded<F>> {
  return shape('an object', (value, path) => fieldsOf(fields, value, path))
}

/** As `record`, and a key that is not listed is an error that names it: for files and requests that people write. */
export function strictRecord<F extends Fields>(fields: F): Shape<Fielded<F>> {
  const known = Object.keys(fields)
  const allowed = known.length === 0 ? 'an empty object' : `an object with ${known.join(', ')}`
  return shape(allowed, (value, path) => {
    const checked = fieldsOf(fields, value, path)
    for (const key of Object.keys(value as object)) {
      if (!known.includes(key))
        throw new ShapeError(join(path, key), `absent; known here: ${known.join(', ')}`)
    }
    return checked
  })
}

/**
 * A protobuf `oneof`: an object in which exactly one of these fields is set. The result carries its name as `kind`, and
 * `encodeCase` makes the object again.
 */
export function oneCase<F extends Fields>(cases: F): Shape<Case<F>> {
  const allowed = `one of the cases ${Object.keys(cases).join(', ')}`
  return shape(allowed, (value, path) => {
    const raw = objectOf(value, path)
    const set = Object.keys(cases).filter((key) => Object.hasOwn(raw, key) && raw[key] != null)
    const kind = set[0]
    if (set.length !== 1 || kind === undefined) throw new ShapeError(path, allowed)
    return { kind, value: cases[kind]?.check(raw[kind], join(path, kind)) } as Case<F>
  })
}

export type Case<F extends Fields> = {
  [K in keyof F & string]: Readonly<{ kind: K; value: Of<F[K]> }>
}[keyof F & string]

export function encodeCase(
  chosen: Readonly<{ kind: string; value: unknown }>,
): Record<string, unknown> {
  return { [chosen.kind]: chosen.value }
}

function fieldsOf<F extends Fields>(fields: F, value: unknown, path: string): Fielded<F> {
  const raw = objectOf(value, path)
  const result: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(fields))
    result[key] = field.check(raw[key], join(path, key))
  return result as Fielded<F>
}

function objectOf(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ShapeError(path, 'an object')
  }
  return value as Record<string, unknown>
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
