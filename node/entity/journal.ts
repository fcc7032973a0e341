/** One change of the store, as its table made it. `value` undefined: the key is removed. */
export type Write = Readonly<{ table: string; key: string; value: string | undefined }>

/**
 * What a feature wants kept, and what follows in memory once it is. `synced: false`: may be lost by a power cut, because
 * the home tells it again.
 */
export type Prepared = Readonly<{ writes: readonly Write[]; committed(): void; synced?: false }>

/**
 * The one way to change what is kept. Changes are made one at a time: `prepare` reads, the writes go to the disk in one
 * atomic batch, synced unless said otherwise, `committed` makes them visible. When anything before `committed` throws, nothing has changed.
 */
export interface Journal {
  change(prepare: () => Prepared | Promise<Prepared>): Promise<void>
}

export const NOTHING: Prepared = { writes: [], committed: () => {} }

export function together(parts: readonly Prepared[]): Prepared {
  return {
    writes: parts.flatMap((part) => part.writes),
    committed: () => {
      for (const part of parts) part.committed()
    },
  }
}
