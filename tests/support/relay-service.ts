import assert from 'node:assert/strict'
import { writeFileSync, readFileSync } from 'node:fs'
import { copyCheckout } from './checkout.ts'
import { eventually, type Ran, type RelayAddress } from './homing-process.ts'
import type { Machine } from './machine.ts'

const UNIT = 'homing-relay'
const CHECKOUT = '/srv/homing'
const CONFIG = '/etc/homing-relay/relay.yaml'

/** A line of the journal, as `journalctl --output=json` has it. */
export type JournalLine = Readonly<{
  MESSAGE: string
  PRIORITY: string
  SYSLOG_IDENTIFIER: string
  __MONOTONIC_TIMESTAMP: string
}>

/** The relay as a service of a machine, handled as an operator does. */
export class RelayService {
  readonly #machine: Machine
  #installed: string | undefined

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** As after a `git clone`. */
  checkOut(): void {
    copyCheckout(this.#machine.file(CHECKOUT))
  }

  /** The launcher of what is to be installed. */
  get source(): string {
    return `${CHECKOUT}/relay/main.ts`
  }

  install(...options: readonly string[]): Ran {
    const script = `${CHECKOUT}/relay/install/install.sh`
    return this.#machine.run(['sh', script, ...options], { network: 'outside' })
  }

  systemctl(verb: string, ...more: readonly string[]): Ran {
    return this.#machine.run(['systemctl', verb, ...more, UNIT])
  }

  /** Nothing is waited for afterwards: `systemctl start` returns when it is ready. */
  do(verb: string, ...more: readonly string[]): void {
    const { code, stderr } = this.systemctl(verb, ...more)
    assert.equal(code, 0, `systemctl ${verb}: ${stderr}\n${this.said().slice(-3_000)}`)
  }

  /** A property of the unit, as systemd has it. */
  show(property: string): string {
    return this.#machine.ok(['systemctl', 'show', '--value', `--property=${property}`, UNIT]).trim()
  }

  get pid(): number {
    return Number(this.show('MainPID'))
  }

  /** It runs again, as another process than before. */
  async untilNew(before: number): Promise<void> {
    // Between the end of a process and what follows, systemd still says active, of none.
    const isNew = async () => {
      const { pid } = this
      return pid !== 0 && pid !== before && this.show('ActiveState') === 'active'
    }
    await eventually(isNew, { timeoutMs: 60_000 })
  }

  journal(...options: readonly string[]): JournalLine[] {
    const args = ['--unit', UNIT, '--output=json', '--no-pager', ...options]
    const lines = this.#machine
      .ok(['journalctl', ...args])
      .split('\n')
      .filter(Boolean)
    return lines.map((line) => JSON.parse(line) as JournalLine)
  }

  /** What the journal has of it, as lines. */
  said(...options: readonly string[]): string {
    return this.journal(...options)
      .map(({ MESSAGE }) => MESSAGE)
      .join('\n')
  }

  async untilSaid(wanted: RegExp): Promise<void> {
    await eventually(async () => wanted.test(this.said()))
  }

  /** As it stands in the journal for the first member. */
  address(): RelayAddress {
    const text = this.said()
    const [, address] = /^address (\S+\/tcp\/4700\/p2p\/\S+)$/m.exec(text) ?? []
    const [, invite] = /^invite (\S+)$/m.exec(text) ?? []
    assert.ok(address && invite, text)
    return { address, invite }
  }

  /** Settings beside those that were installed. */
  configure(text: string): void {
    const path = this.#machine.file(CONFIG)
    this.#installed ??= readFileSync(path, 'utf8')
    writeFileSync(path, `${this.#installed}\n${text}\n`)
  }

  /** As by `systemctl edit`: of the operator's own, and gone at the next start of the machine. */
  dropIn(text: string): void {
    const folder = `/run/systemd/system/${UNIT}.service.d`
    this.#machine.ok(['mkdir', '-p', folder])
    writeFileSync(this.#machine.file(`${folder}/test.conf`), `[Service]\n${text}\n`)
    this.#machine.ok(['systemctl', 'daemon-reload'])
  }

  /** The release that is in use. */
  get release(): string {
    return this.#machine.ok(['readlink', '/opt/homing/current']).trim()
  }
}
