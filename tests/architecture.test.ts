/**
 * Holds the layout and the import rule (src/README.md). The table in tests/architecture/violations.ts shows that each rule can
 * fail; the last test reads the real files.
 */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brokenHouseRules, LONG_FILES, MAX_LINES } from './architecture/house-rule.ts'
import { forbiddenImports } from './architecture/import-rule.ts'
import { readModule } from './architecture/module-facts.ts'
import { ALLOWED, VIOLATIONS } from './architecture/violations.ts'

const ROOT = join(import.meta.dirname, '..')

function problemsOf(path: string, source: string): string[] {
  const module = readModule(path, source)
  return [...forbiddenImports(module), ...brokenHouseRules(module)].map(
    (text) => `${path}: ${text}`,
  )
}

for (const { name, path, source, expected } of VIOLATIONS) {
  test(`catches: ${name}`, () => {
    const problems = problemsOf(path, source)
    assert.equal(problems.length, 1, `expected one problem, got: ${problems.join('; ')}`)
    assert.match(problems[0] ?? '', expected)
  })
}

for (const { name, path, source } of ALLOWED) {
  test(`allows: ${name}`, () => {
    assert.deepEqual(problemsOf(path, source), [])
  })
}

test('every file of src, node and relay keeps the rules', () => {
  const paths = globSync('{src,node,relay}/**/*.{ts,js}', { cwd: ROOT }).toSorted()
  assert.ok(paths.length > 10, 'found the sources')
  const problems = paths.flatMap((path) => problemsOf(path, readFileSync(join(ROOT, path), 'utf8')))
  assert.equal(problems.join('\n'), '')
})

test('each long file that is excused is still long', () => {
  for (const path of Object.keys(LONG_FILES)) {
    const { lines } = readModule(path, readFileSync(join(ROOT, path), 'utf8'))
    assert.ok(lines > MAX_LINES, `${path} has ${lines} lines: take it off the list`)
  }
})
