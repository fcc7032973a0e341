type Method = (...args: unknown[]) => unknown

/** What a killed process has in its hands: once blown, no asynchronous call does anything or ever comes back. */
export class Fuse {
  isBlown = false

  /** The same object behind the fuse. What its asynchronous methods resolve with is behind it too, where `deep` says so. */
  guard<T extends object>(target: T, deep: readonly (keyof T)[] = []): T {
    return new Proxy(target, {
      get: (inner, key) => {
        const value: unknown = Reflect.get(inner, key, inner)
        if (typeof value !== 'function') return value
        const method = value.bind(inner) as Method
        return (...args: unknown[]) => {
          if (this.isBlown && !SYNCHRONOUS.has(key)) return new Promise(() => undefined)
          const result = method(...args)
          return (deep as unknown[]).includes(key) ? this.#behind(result) : result
        }
      },
    })
  }

  #behind(result: unknown): unknown {
    if (result instanceof Promise) return result.then((made: object) => this.guard(made))
    return this.guard(result as object)
  }
}

const SYNCHRONOUS: ReadonlySet<string | symbol> = new Set([
  'connected',
  'addressOf',
  'onChange',
  'isWhole',
  'locate',
  'ledger',
  'digests',
  'entries',
  Symbol.asyncDispose,
])
