/** Numbers as people read and write them. */

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** `1.2 GB`: powers of 1000, as disks and networks are sold. */
export function bytesText(bytes: number): string {
  let value = bytes
  let unit = 0
  // 999.95 would be shown as 1000.0.
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return unit === 0 ? `${bytes} B` : `${value.toFixed(1)} ${UNITS[unit]}`
}

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  g: 1e9,
  gb: 1e9,
  t: 1e12,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/** `10GB`, `1.5 GiB`, `500000`. @returns undefined for what is no size. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,6})?) ?([a-z]{0,3})$/i.exec(text.trim())
  const factor = FACTORS[(match?.[2] ?? '?').toLowerCase()]
  if (match === null || factor === undefined) return undefined
  const bytes = Math.round(Number(match[1]) * factor)
  return Number.isSafeInteger(bytes) ? bytes : undefined
}

const BIT_FACTORS: Readonly<Record<string, number>> = { kbit: 1e3, mbit: 1e6, gbit: 1e9 }

/**
 * `2MB/s`, `500 kB`, `16Mbit/s`: bytes a second. @returns undefined for what is no rate; `Mb` too, which some take for bits
 * and some for bytes, eight times as many.
 */
export function parseRate(text: string): number | undefined {
  const amount = text.trim().replace(/\/s$/i, '')
  const bits = /^(\d{1,15}(?:\.\d{1,6})?) ?([kmg]bit)$/i.exec(amount)
  if (bits !== null) {
    return Math.round((Number(bits[1]) * (BIT_FACTORS[(bits[2] ?? '').toLowerCase()] ?? 0)) / 8)
  }
  return /[kmgt]b$/i.test(amount) && amount.endsWith('b') ? undefined : parseBytes(amount)
}

/** `17 s`, `4 min`, `2 h 10 min`, `3 days`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return `${Math.round(hours / 24)} days`
}

/** `14:05` today, `2026-11-22 14:05` otherwise, in the time zone of this machine. */
export function momentText(atMs: number, nowMs: number): string {
  if (atMs === 0) return 'never'
  const [at, now] = [new Date(atMs), new Date(nowMs)]
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`
  if (at.toDateString() === now.toDateString()) return time
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`
}

/** Whole percents, and 100 only when it is all there. */
export function percentText(part: number, whole: number): string {
  if (whole === 0 || part >= whole) return '100 %'
  return `${Math.floor((part / whole) * 100)} %`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
