import type { ServerResponse } from 'node:http'
import { encodeCase } from '../../../src/core/shape.ts'
import type { ControlEvent } from '../entity/calls.ts'
import type { ControlEvents } from '../ports.ts'

export type StreamLimits = Readonly<{ maxEventBacklogBytes: number; heartbeatMs: number }>

/**
 * Writes events to one reader, a JSON object a line, until the reader hangs up or lags. The subscription stands before
 * the head of the answer is sent: who has read the head misses nothing.
 */
export function streamEvents(
  response: ServerResponse,
  events: ControlEvents,
  limits: StreamLimits,
): void {
  const write = (line: string) => {
    if (response.destroyed) return
    response.write(line)
    // Never a growing queue: a reader that was cut reads the present state and subscribes again.
    if (response.writableLength > limits.maxEventBacklogBytes) response.destroy()
  }
  const unsubscribe = events.subscribe((event: ControlEvent) => {
    write(`${JSON.stringify(encodeCase(event))}\n`)
  })
  const heartbeat = setInterval(write, limits.heartbeatMs, '\n')
  heartbeat.unref()
  response.once('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
  response.flushHeaders()
}
