import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'
import { inspect } from 'node:util'
import { count, emptyTally, type Finding, isFile } from './tally.ts'

/** What a file wrote to its output is shown only when it fails, and no more than this much of it. */
const MAX_OUTPUT_CHARS = 20_000
/** The counts that `node --test` prints at its end; the runner prints one sum for all rings. */
const OWN_COUNTS = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/

/** For `node --test --test-reporter`: a line per file, each failure at once, and the tally in the file that the runner reads. */
export default async function* ringReporter(
  events: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  const tally = emptyTally()
  const outputs = new Map<string, string>()
  const failing = new Set<string>()
  for await (const event of events) {
    const finding = count(tally, event)
    saveTally(tally)
    if (finding !== undefined) yield findingText(finding)
    if (finding?.kind === 'failed') failing.add(finding.file)
    keepOutput(outputs, event)
    yield progressText(event)
    if (event.type === 'test:complete' && isFile(event.data)) {
      yield outputText(event.data.file, failing, outputs)
    }
  }
}

function saveTally(tally: object): void {
  const path = process.env['HOMING_TEST_TALLY']
  if (path !== undefined) writeFileSync(path, JSON.stringify(tally))
}

function findingText(finding: Finding): string {
  const where = `${relative(process.cwd(), finding.file)}: ${finding.name}`
  if (finding.kind === 'skipped') return `  skipped  ${where} (${finding.reason})\n`
  const why = typeof finding.why === 'string' ? finding.why : inspect(finding.why)
  return `  FAILED   ${where}\n${why.replaceAll(/^/gm, '           ')}\n`
}

function progressText(event: TestEvent): string {
  if (event.type === 'test:diagnostic') return diagnosticText(event.data.message)
  if (event.type !== 'test:summary' || event.data.file === undefined) return ''
  const { counts, duration_ms, file, success } = event.data
  const seconds = (duration_ms / 1000).toFixed(1)
  const mark = success ? 'ok     ' : 'failed '
  return `  ${mark}  ${relative(process.cwd(), file)}  ${counts.passed} of ${counts.tests}  ${seconds} s\n`
}

function diagnosticText(message: string): string {
  return OWN_COUNTS.test(message) ? '' : `           ${message}\n`
}

function keepOutput(outputs: Map<string, string>, event: TestEvent): void {
  if (event.type !== 'test:stdout' && event.type !== 'test:stderr') return
  const { file, message } = event.data
  outputs.set(file, `${outputs.get(file) ?? ''}${message}`.slice(-MAX_OUTPUT_CHARS))
}

function outputText(
  file: string,
  failing: ReadonlySet<string>,
  outputs: Map<string, string>,
): string {
  const output = outputs.get(file)
  outputs.delete(file)
  return failing.has(file) && output !== undefined ? `--- output of ${file}\n${output}\n---\n` : ''
}
