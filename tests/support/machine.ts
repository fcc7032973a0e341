import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { eventually } from './homing-process.ts'
import { noMachinePrograms } from './machine-programs.ts'
import { temporaryFolder } from './temporary-folder.ts'

const BOOT = join(import.meta.dirname, 'machine.sh')
const BOOT_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 60_000
/** Longer than npm takes to install what an operator installs. */
const COMMAND_TIMEOUT_MS = 5 * 60_000

/** For `skip`: why no machine can be booted here and what to do, or false. */
export function noMachine(): string | false {
  if (process.platform !== 'linux') return 'needs namespaces and systemd, so Linux'
  if (process.getuid?.() !== 0) return 'needs root to boot a systemd in namespaces of its own'
  const missing = noMachinePrograms()
  if (missing !== false) return missing
  using folder = temporaryFolder()
  const tried = spawnSync('unshare', ['--mount', 'sh', '-ec', TRY], { cwd: folder.path })
  return tried.status !== 0 && `cannot boot a machine here: ${String(tried.stderr).trim()}`
}

/** What the boot needs of this machine: a layer over its root, and control groups to start one in. */
const TRY = `
  mkdir upper work root
  mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
  [ -d /run/systemd/system ] || for top in /sys/fs/cgroup /sys/fs/cgroup/systemd; do
    [ ! -e $top/cgroup.procs ] || { mkdir $top/homing-$$ && rmdir $top/homing-$$; }
  done`

type RunOptions = Readonly<{
  /** The test's own network, in which there is a package registry; the machine's has its loopback alone. */
  network?: 'outside'
}>
type Ran = Readonly<{ code: number; stdout: string; stderr: string }>

/** A Debian with a systemd of its own as process 1: this machine's files, whose changes go to a temporary folder, and namespaces. */
export class Machine implements AsyncDisposable {
  readonly #folder = temporaryFolder()
  #nspawn: ChildProcess | undefined
  #console = ''
  #leader = 0

  static async boot(): Promise<Machine> {
    const machine = new Machine()
    try {
      await machine.start()
    } catch (err) {
      await machine[Symbol.asyncDispose]()
      throw err
    }
    return machine
  }

  /** Again, after a stop: what was written is there. */
  async start(): Promise<void> {
    // Its own end must not be sudden: that of nspawn leaves what it booted.
    const args = ['--pdeathsig', 'TERM', 'unshare', '--mount', 'sh', BOOT, this.#folder.path]
    this.#leader = 0
    const nspawn = spawn('setpriv', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#nspawn = nspawn
    for (const output of [nspawn.stdout, nspawn.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => {
        this.#console += text
      })
    }
    await eventually(async () => this.#isUp(), { timeoutMs: BOOT_TIMEOUT_MS }).catch((cause) => {
      throw new Error(`the machine did not boot\n${this.#console}`, { cause })
    })
    this.#takeLimits()
  }

  /** As when its power button is pressed. */
  async stop(): Promise<void> {
    const nspawn = this.#nspawn
    this.#nspawn = undefined
    if (nspawn === undefined || nspawn.exitCode !== null) return
    const late = setTimeout(() => this.#cut(nspawn), STOP_TIMEOUT_MS)
    const gone = once(nspawn, 'close')
    nspawn.kill('SIGTERM')
    await gone
    clearTimeout(late)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    removeGroups('/sys/fs/cgroup', basename(this.#folder.path))
    this.#folder[Symbol.dispose]()
  }

  /** A file of the machine, as a path of ours. */
  file(path: string): string {
    return `/proc/${this.#leader}/root${path}`
  }

  /** What runs a program of this test in the machine's network. */
  get via(): readonly string[] {
    return ['nsenter', `--net=/proc/${this.#leader}/ns/net`, '--']
  }

  /** As root, in the machine. */
  run(command: readonly string[], { network }: RunOptions = {}): Ran {
    const namespaces = ['--mount', '--uts', '--ipc', '--pid', '--cgroup']
    if (network !== 'outside') namespaces.push('--net')
    const args = ['--target', `${this.#leader}`, ...namespaces, 'env', '--chdir=/', ...command]
    const ran = spawnSync('nsenter', args, { encoding: 'utf8', timeout: COMMAND_TIMEOUT_MS })
    return { code: ran.status ?? 128, stdout: ran.stdout, stderr: ran.stderr }
  }

  /** @returns stdout of a command that must succeed. */
  ok(command: readonly string[], options: RunOptions = {}): string {
    const { code, stdout, stderr } = this.run(command, options)
    assert.equal(code, 0, `${command.join(' ')}\n${stdout}\n${stderr}`)
    return stdout
  }

  /** The machine's view of the process with this number there. */
  process(pid: number, file: string): string {
    return this.ok(['cat', `/proc/${pid}/${file}`])
  }

  /** As when its power goes. */
  #cut(nspawn: ChildProcess): void {
    if (this.#leader === 0) nspawn.kill('SIGKILL')
    else process.kill(this.#leader, 'SIGKILL')
  }

  #isUp(): boolean {
    if (this.#nspawn?.exitCode !== null) throw new Error('it ended')
    const { pid } = this.#nspawn
    const [leader] = childrenOf(pid ?? 0)
    if (leader === undefined) return false
    this.#leader = leader
    if (!existsSync(this.file('/run/systemd/private'))) return false
    return /^(running|degraded)/.test(this.run(['systemctl', 'is-system-running']).stdout)
  }

  /** nspawn leaves the older kind of control groups read-only, where each controller has a tree: then no limit of a unit would hold. */
  #takeLimits(): void {
    const trees = ['memory', 'pids'].map((controller) => `/sys/fs/cgroup/${controller}`)
    const own = trees.filter((tree) => existsSync(this.file(tree)))
    for (const tree of own) this.ok(['mount', '-o', 'remount,bind,rw', tree])
    if (own.length > 0) this.ok(['systemctl', 'daemon-reexec'])
  }
}

function childrenOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    return children.split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** The control groups that it was started in, and whatever it made beneath. */
function removeGroups(folder: string, name: string, isOurs = false): void {
  for (const each of readdirSync(folder, { withFileTypes: true })) {
    if (!each.isDirectory()) continue
    const ours = isOurs || each.name === name
    const path = join(folder, each.name)
    removeGroups(path, name, ours)
    if (ours) rmdirSync(path)
  }
}
