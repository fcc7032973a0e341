import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ControlFile, readControlFile } from '../../../node/control/data/control-file.ts'
import { ControlServer } from '../../../node/control/data/control-server.ts'
import { CONTROL_CALLS, type ControlEvent } from '../../../node/control/entity/calls.ts'
import type { ControlLimits } from '../../../node/control/limits.ts'
import type { ControlEvents, ControlHandlers, FeedStream } from '../../../node/control/ports.ts'
import type { LogFields, Logger } from '../../../src/core/logger.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'

/** A control server over real sockets, whose calls answer what the test says. */
export async function startControl(
  answers: Partial<ControlHandlers> = {},
  limits: Partial<ControlLimits> = {},
  given: Readonly<{ feed?: FeedStream }> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'homing-control-'))
  const events = new EventSource()
  const log = new RecordedLog()
  const calls: string[] = []
  const server = new ControlServer(
    {
      log,
      clock: systemClock,
      random: systemRandom,
      handlers: handlers(answers, calls),
      events,
      feed: given.feed ?? (() => Promise.reject(new Error('nobody takes it'))),
    },
    { folder, limits },
  )
  await server.start()
  const file = (await readControlFile(folder)) as ControlFile
  return {
    folder,
    events,
    log,
    /** The names of the calls that reached a handler. */
    calls,
    server,
    file,
    async [Symbol.asyncDispose]() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type AnyHandler = (...given: readonly unknown[]) => unknown

function handlers(answers: Partial<ControlHandlers>, calls: string[]): ControlHandlers {
  const named = Object.keys(CONTROL_CALLS).map((call) => [
    call,
    async (...given: readonly unknown[]) => {
      calls.push(call)
      const handler = answers[call as keyof ControlHandlers] as AnyHandler | undefined
      if (handler === undefined) throw new Error(`canary-internal-text of ${call}`)
      return handler(...given)
    },
  ])
  return Object.fromEntries(named) as ControlHandlers
}

export class EventSource implements ControlEvents {
  readonly #listeners = new Set<(event: ControlEvent) => void>()

  get readers(): number {
    return this.#listeners.size
  }

  subscribe(listener: (event: ControlEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  emit(event: ControlEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}

/** Keeps what was logged, as text. */
export class RecordedLog implements Logger {
  text = ''
  debug(fields: LogFields, message: string): void {
    this.text += `${JSON.stringify(fields)} ${message}\n`
  }
  info = this.debug
  warn = this.debug
  error = this.debug
  child(): Logger {
    return this
  }
}

export type RawAnswer = Readonly<{
  status: number
  headers: NodeJS.Dict<string | string[]>
  text: string
}>

/** A request exactly as given: no header is added but those that node:http can not leave out. */
export function rawRequest(
  port: number,
  given: Readonly<{
    method?: string
    path?: string
    headers?: Record<string, string | string[]>
    body?: string
  }>,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      agent: false,
      method: given.method ?? 'POST',
      path: given.path ?? '/v1/whoami',
      headers: given.headers ?? {},
    })
    sent.once('error', reject)
    sent.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
      })
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      )
    })
    sent.end(given.body ?? '{}')
  })
}
