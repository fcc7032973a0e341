/**
 * The lock file for every platform. npm leaves an optional package out of the lock when the registry it asks does not have it,
 * and `npm ci` then refuses the lock: everywhere, or on another registry. `npm run lock` adds what is left out, by name and
 * exact version; `--check` says whether something is.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type LockedPackage = {
  version?: string
  dev?: true
  engines?: Record<string, string>
  optionalDependencies?: Record<string, string>
}
type Packages = Record<string, LockedPackage & Record<string, unknown>>

const PATH = join(import.meta.dirname, '..', '..', 'package-lock.json')
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/
const SYSTEMS = ['linux', 'darwin', 'win32', 'android', 'freebsd', 'openharmony']
const PROCESSORS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x']

const lock = JSON.parse(readFileSync(PATH, 'utf8')) as { packages: Packages }
const missing = missingPackages(lock.packages)
if (process.argv.includes('--check')) report()
else complete()

function missingPackages(packages: Packages): Packages {
  const wanted = Object.values(packages).flatMap((owner) =>
    Object.entries(owner.optionalDependencies ?? {}).map(([name, version]) => ({
      name,
      version,
      owner,
    })),
  )
  const absent = wanted.filter(({ name }) => packages[`node_modules/${name}`] === undefined)
  return Object.fromEntries(
    absent.map(({ name, version, owner }) => [`node_modules/${name}`, entry(name, version, owner)]),
  )
}

function entry(name: string, version: string, owner: LockedPackage): LockedPackage {
  if (!EXACT.test(version))
    throw new Error(`${name}@${version}: only an exact version can be added`)
  const words = name.split(/[/-]/)
  const os = SYSTEMS.filter((system) => words.includes(system))
  const cpu = PROCESSORS.filter((processor) => words.includes(processor))
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name}: for which platform?`)
  return {
    version,
    cpu,
    ...(owner.dev === true ? { dev: true } : {}),
    ...libc(words),
    optional: true,
    os,
  } as LockedPackage
}

function libc(words: readonly string[]): { libc?: string[] } {
  if (words.some((word) => word.startsWith('musl'))) return { libc: ['musl'] }
  return words.some((word) => word.startsWith('gnu')) ? { libc: ['glibc'] } : {}
}

function report(): void {
  const names = Object.keys(missing)
  if (names.length === 0) return console.log('the lock file is complete')
  console.error(`left out of package-lock.json: ${names.join(', ')}; run: npm run lock`)
  process.exitCode = 1
}

function complete(): void {
  const packages = Object.entries({ ...lock.packages, ...missing })
  const sorted = packages.toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(
    PATH,
    `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`,
  )
  console.log(`added ${Object.keys(missing).length} packages to package-lock.json`)
}
