import type { ControlAnswer, ControlAsk, ControlCall, ControlEvent } from './entity/calls.ts'

/** What the control API needs of the rest of the node. `app.ts` connects it. */

export type Waiting = Readonly<{ signal: AbortSignal }>

/** One function a call: checked ask in, answer out. Throws ControlError or HomeRefusal for a no. */
export type ControlHandlers = {
  readonly [K in ControlCall]: (ask: ControlAsk<K>, options: Waiting) => Promise<ControlAnswer<K>>
}

/** What changed, as it changes. A listener must not throw and returns at once. */
export interface ControlEvents {
  subscribe(listener: (event: ControlEvent) => void): () => void
}
