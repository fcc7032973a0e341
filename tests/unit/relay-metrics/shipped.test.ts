import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { Metrics } from '../../../relay/metrics/data/prometheus.ts'

const ROOT = join(import.meta.dirname, '../../..')
const FOLDER = join(ROOT, 'relay/metrics')
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

/** Names of metrics that stand in an expression. */
const named = (expression: string) =>
  expression.match(/\b(homing|nodejs|process)_[a-z0-9_]+/g) ?? []

async function exported(): Promise<ReadonlySet<string>> {
  const metrics = new Metrics({ version: 'test' })
  const none = () => 0
  metrics.watch({
    homing_links: none,
    homing_sessions: none,
    homing_spool_lines: none,
    homing_spool_free_bytes: none,
    homing_replicas_away: none,
    homing_shed: none,
    homing_late_transactions: none,
    homing_free_memory_bytes: none,
    homing_redis_away: none,
    homing_redis_deaf_channels: none,
    homing_s3_away: none,
    homing_open_reports: none,
    homing_clock_ahead_seconds: none,
  })
  const text = await metrics.text()
  return new Set(
    [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = '', kind]) =>
      kind === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  )
}

test('the dashboard asks for nothing that the relay does not tell', async () => {
  const known = await exported()
  const { panels } = JSON.parse(read('grafana.json')) as {
    panels: { title: string; targets: { expr: string }[] }[]
  }
  assert.ok(panels.length >= 12)
  for (const { title, targets } of panels) {
    const names = targets.flatMap(({ expr }) => named(expr))
    assert.ok(names.length > 0, title)
    for (const name of names) assert.ok(known.has(name), `${title}: ${name}`)
  }
})

test('nor do the alerts, and each says what to do', async () => {
  const known = await exported()
  const { groups } = parse(read('alerts.yml')) as {
    groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[]
  }
  const rules = groups.flatMap((group) => group.rules)
  assert.ok(rules.length >= 7)
  for (const { alert, expr, annotations } of rules) {
    for (const name of named(expr)) assert.ok(known.has(name), `${alert}: ${name}`)
    assert.ok(annotations['summary'] && annotations['action'], alert)
  }
})

test('every metric of ours stands in the README', async () => {
  const readme = readFileSync(join(FOLDER, '../OPERATORS.md'), 'utf8')
  for (const name of await exported()) {
    const told = name.replace(/_(bucket|count|sum)$/, '')
    if (told.startsWith('homing_')) assert.ok(readme.includes(`\`${told}\``), told)
  }
})

/** The cells of each row of the table behind this mark. */
function rowsBehind(path: string, mark: string): readonly (readonly string[])[] {
  const [, behind = ''] = readFileSync(join(ROOT, path), 'utf8').split(`<!-- ${mark}`)
  const rows = (behind.split('<!-- end')[0] ?? '').split('\n').filter((line) => line[0] === '|')
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}

const quoted = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

const weather = rowsBehind('relay/OPERATORS.md', 'weather:')

test('every bad weather has a name that the code says, a metric that it tells, and what to do', async () => {
  const source = globSync('{relay,src/home}/**/*.ts', { cwd: ROOT })
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n')
  const known = await exported()
  assert.ok(weather.length >= 16)
  for (const [what = '', names, metrics, behaviour = ''] of weather) {
    assert.ok(quoted(names).length > 0 && quoted(metrics).length > 0, what)
    assert.ok(behaviour.length > 10, what)
    for (const name of quoted(names)) assert.ok(source.includes(`'${name}`), `${what}: ${name}`)
    // Of a relay that does not start only Prometheus itself can tell.
    for (const name of quoted(metrics)) assert.ok(name === 'up' || known.has(name), name)
  }
})

test('every bad weather has a test that is there', () => {
  const tested = rowsBehind('tests/README.md', 'weather:')
  const names = (rows: typeof tested) => rows.map(([what]) => what)
  assert.deepEqual(names(tested), names(weather))
  for (const [what = '', file, begins = ''] of tested) {
    const [path = ''] = quoted(file)
    const text = readFileSync(join(ROOT, 'tests', `${path}.test.ts`), 'utf8')
    assert.ok(begins.length > 10 && text.includes(`'${begins}`), what)
  }
})
