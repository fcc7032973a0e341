import { fstatSync } from 'node:fs'

/** Priorities as syslog(3) and sd-daemon(3) have them. */
const PRIORITIES: Readonly<Record<string, number>> = { debug: 7, info: 6, warn: 4, error: 3 }

/** stderr, when systemd's journal reads it: systemd.exec(5), `JOURNAL_STREAM`. A program that it runs may have another. */
export function journalSink(env: NodeJS.ProcessEnv = process.env): NodeJS.WriteStream | undefined {
  const stream = env['JOURNAL_STREAM']
  if (stream === undefined) return undefined
  const { dev, ino } = fstatSync(process.stderr.fd)
  return stream === `${dev}:${ino}` ? process.stderr : undefined
}

/** A line by whose beginning the journal knows how bad it is. */
export function prioritized(level: string, line: string): string {
  return `<${PRIORITIES[level] ?? PRIORITIES['error']}>${line}`
}
