/** `real`, but for what is said to be something else. */
export function instead<T extends object>(real: T, other: Partial<T>): T {
  return new Proxy(real, {
    get: (target, key): unknown => {
      if (Object.hasOwn(other, key)) return other[key as keyof T]
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
