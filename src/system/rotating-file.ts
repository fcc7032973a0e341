import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../core/clock.ts'

export type RotationLimits = Readonly<{
  /** No file grows beyond this; one line must fit. */
  maxFileBytes: number
  /** A file that began longer ago is put aside at the next line. */
  maxAgeMs: number
  /** Files put aside (`name.1.log` is the youngest) that are kept: the disk holds (keepFiles + 1) × maxFileBytes at most. */
  keepFiles: number
}>

type RotatingFileSettings = RotationLimits & Readonly<{ folder: string; name: string }>

const FILE_MODE = 0o600
const FOLDER_MODE = 0o700
const OPEN_FLAGS =
  constants.O_CREAT | constants.O_APPEND | constants.O_RDWR | (constants.O_NOFOLLOW ?? 0)

/**
 * Lines into `folder/name.log`. Each is written at once, so a killed process loses none; a disk that is full loses lines,
 * never the process, and the next line that can be written tells how many.
 */
export class RotatingFile {
  readonly #clock: Clock
  readonly #settings: RotatingFileSettings
  #handle: number | undefined
  #bytes = 0
  #beganMs = 0
  #lostLines = 0
  #closed = true

  constructor(deps: Readonly<{ clock: Clock }>, settings: RotatingFileSettings) {
    this.#clock = deps.clock
    this.#settings = settings
  }

  open(): void {
    mkdirSync(this.#settings.folder, { recursive: true, mode: FOLDER_MODE })
    this.#openCurrent()
    this.#closed = false
  }

  /** @param line one JSON record, ending in a line feed. */
  write(line: string): void {
    try {
      this.#writeOrThrow(line)
    } catch {
      this.#lostLines += 1
    }
  }

  close(): void {
    this.#closed = true
    this.#release()
  }

  #release(): void {
    if (this.#handle !== undefined) closeSync(this.#handle)
    this.#handle = undefined
  }

  #writeOrThrow(line: string): void {
    if (this.#lostLines > 0) this.#append(lostRecord(this.#lostLines, this.#clock.nowMs()))
    this.#lostLines = 0
    this.#append(line)
  }

  #append(line: string): void {
    if (this.#closed) throw new Error('log is closed')
    const bytes = Buffer.from(line)
    if (this.#mustRotate(bytes.length)) this.#rotate()
    const handle = this.#handle ?? this.#openCurrent()
    const written = writeSync(handle, bytes)
    if (written < bytes.length) {
      ftruncateSync(handle, this.#bytes)
      throw new Error('half a line fitted')
    }
    this.#bytes += written
  }

  #mustRotate(nextBytes: number): boolean {
    if (this.#bytes === 0) return false
    const { maxFileBytes, maxAgeMs } = this.#settings
    return this.#bytes + nextBytes > maxFileBytes || this.#clock.nowMs() - this.#beganMs >= maxAgeMs
  }

  #rotate(): void {
    const { keepFiles } = this.#settings
    this.#release()
    rmSync(this.#path(keepFiles), { force: true })
    for (let number = keepFiles - 1; number >= 0; number -= 1) this.#shift(number)
    this.#openCurrent()
  }

  #shift(number: number): void {
    try {
      renameSync(this.#path(number), this.#path(number + 1))
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code !== 'ENOENT') throw err
    }
  }

  #path(number: number): string {
    const { folder, name } = this.#settings
    return join(folder, number === 0 ? `${name}.log` : `${name}.${number}.log`)
  }

  #openCurrent(): number {
    const handle = openSync(this.#path(0), OPEN_FLAGS, FILE_MODE)
    this.#handle = handle
    fchmodSync(handle, FILE_MODE)
    this.#bytes = fstatSync(handle).size
    this.#beganMs = firstTimeMs(handle) ?? this.#clock.nowMs()
    return handle
  }
}

/** The age of a file survives restarts in its own first record; the birth time of a file is not kept everywhere. */
function firstTimeMs(handle: number): number | undefined {
  const head = Buffer.alloc(256)
  const text = head.toString('utf8', 0, readSync(handle, head, 0, head.length, 0))
  const timeMs = Date.parse(/"time":"([^"]+)"/.exec(text)?.[1] ?? '')
  return Number.isNaN(timeMs) ? undefined : timeMs
}

function lostRecord(lost: number, nowMs: number): string {
  const time = new Date(nowMs).toISOString()
  return `${JSON.stringify({ level: 'warn', time, lost, msg: 'log lines were lost' })}\n`
}
