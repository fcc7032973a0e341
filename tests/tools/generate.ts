/**
 * Makes src/wire/generated from proto/*.proto and the table of limits in relay/OPERATORS.md from the code, or says with `--check`
 * whether what is committed is what would be made.
 * Nothing is downloaded: pbjs and all it needs are in package.json.
 */
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withLimitTable } from './limit-docs.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const GENERATED = join('src', 'wire', 'generated')
const README = join('relay', 'OPERATORS.md')
const FILES = ['homing.js', 'homing.d.ts'] as const
const PBJS_ARGS = [
  ...['--target', 'static-module', '--wrap', 'esm', '--dts', '--force-number'],
  ...['--no-service', '--no-verify', '--no-typeurl', '--no-delimited', '--no-convert'],
]

/** By path under ROOT. */
const made = generate().set(README, withLimitTable(readFileSync(join(ROOT, README), 'utf8')))
if (process.argv.includes('--check')) check()
else write()

function generate(): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'homing-generate-'))
  try {
    const pbjs = createRequire(import.meta.url).resolve('protobufjs-cli/bin/pbjs')
    const protos = readdirSync(join(ROOT, 'proto'))
      .filter((name) => name.endsWith('.proto'))
      .toSorted()
    const sources = protos.map((name) => join('proto', name))
    const target = join(folder, 'homing.js')
    execFileSync(process.execPath, [pbjs, ...PBJS_ARGS, '--out', target, ...sources], { cwd: ROOT })
    return new Map(
      FILES.map((name) => {
        const text = adapt(name, readFileSync(join(folder, name), 'utf8'))
        return [join(GENERATED, name), text]
      }),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * Points the module at our runtime, drops the type of 64-bit objects, which `--force-number` leaves unused, and leaves the
 * doc comments to the .d.ts.
 */
function adapt(name: string, text: string): string {
  if (name.endsWith('.d.ts')) return text.replace('import Long = require("long");\n', '')
  return text
    .replace(
      'import $protobuf from "protobufjs/minimal.js"',
      'import { protobuf as $protobuf } from "../protobuf-runtime.ts"',
    )
    .replaceAll(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
}

function write(): void {
  mkdirSync(join(ROOT, GENERATED), { recursive: true })
  for (const [name, text] of made) writeFileSync(join(ROOT, name), text)
  console.log(`wrote ${[...made.keys()].join(', ')}`)
}

function check(): void {
  const stale = [...made].filter(([name, text]) => current(name) !== text).map(([name]) => name)
  if (stale.length === 0) return console.log('generated code is fresh')
  console.error(`stale: ${stale.join(', ')}; run: npm run generate`)
  process.exitCode = 1
}

function current(name: string): string | undefined {
  const path = join(ROOT, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
