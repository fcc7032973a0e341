/** Remembers so many at most; the one that was set longest ago makes room. */
export class RecentMap<K, V> {
  readonly #most: number
  readonly #values = new Map<K, V>()

  constructor({ most }: Readonly<{ most: number }>) {
    this.#most = most
  }

  has(key: K): boolean {
    return this.#values.has(key)
  }

  get(key: K): V | undefined {
    return this.#values.get(key)
  }

  /** As the newest, whether it was known or not. */
  set(key: K, value: V): void {
    this.#values.delete(key)
    const oldest = this.#values.keys().next()
    if (this.#values.size >= this.#most && !oldest.done) this.#values.delete(oldest.value)
    this.#values.set(key, value)
  }

  delete(key: K): void {
    this.#values.delete(key)
  }
}
