import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import sharp from 'sharp'
import { befriend, eventually, type Homing, makeHoming } from '../support/homing-process.ts'
import { Machine, noMachine } from '../support/machine.ts'
import { RelayService } from '../support/relay-service.ts'

/** What `systemd-analyze security` may find, of 100: 13 today, most of them for the network. */
const MOST_EXPOSURE = 15
const MAIN = '/opt/homing/current/relay/main.ts'
const MIB = 1024 * 1024

describe('the relay as a service of a real systemd', { skip: noMachine() }, () => {
  const stack = new AsyncDisposableStack()
  let machine: Machine
  let relay: RelayService
  let alice: Homing
  let bob: Homing

  before(async () => {
    machine = stack.use(await Machine.boot())
    relay = new RelayService(machine)
    relay.checkOut()
    alice = stack.use(await makeHoming('alice', { via: machine.via }))
    bob = stack.use(await makeHoming('bob', { via: machine.via }))
  })
  after(() => stack.disposeAsync())

  const chat = async (text: string) => {
    await alice.ok(['chat', 'bob', text])
    await eventually(async () => (await bob.ok(['chat', 'alice', '--history'])).includes(text), {
      timeoutMs: 60_000,
    })
  }

  test('the installation returns when it serves, and says where the invite is', () => {
    const { code, stdout, stderr } = relay.install()
    assert.equal(code, 0, stdout + stderr)
    assert.match(stdout, /is in use\n.*journalctl -u homing-relay/)
    assert.doesNotMatch(stderr, /warn/i)
    assert.equal(relay.show('ActiveState'), 'active')
    assert.equal(relay.show('StatusText'), 'serves the home home')
    assert.equal(relay.systemctl('is-enabled').stdout.trim(), 'enabled')
    const url = 'http://127.0.0.1:4702/readyz'
    const asks = `fetch('${url}').then((answer) => process.exit(answer.ok ? 0 : 1))`
    machine.ok(['/opt/homing/current/node_modules/.bin/node', '-e', asks])
  })

  test('the journal has what it prints and logs, under its name and with priorities', () => {
    const lines = relay.journal('SYSLOG_IDENTIFIER=homing-relay')
    const started = lines.find(({ MESSAGE }) => MESSAGE.startsWith('relay started'))
    assert.equal(started?.PRIORITY, '6')
    assert.match(relay.address().invite, /^[0-9A-Z-]{19}$/)
    assert.equal(relay.said('--priority=warning'), '')
  })

  test('it can do little else on the machine', () => {
    const threshold = `--threshold=${MOST_EXPOSURE}`
    const { code, stdout } = machine.run(['systemd-analyze', 'security', threshold, 'homing-relay'])
    assert.equal(code, 0, stdout)
    const { pid } = relay
    const uid = machine.ok(['id', '-u', 'homing-relay']).trim()
    const status = machine.process(pid, 'status')
    assert.notEqual(uid, '0')
    assert.match(status, new RegExp(`^Uid:(\\s+${uid}){4}$`, 'm'))
    for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
      assert.match(status, new RegExp(`^${set}:\\s+0{16}$`, 'm'))
    }
    assert.match(status, /^NoNewPrivs:\s+1$/m)
    assert.match(status, /^Seccomp:\s+2$/m)
    const sees = ['nsenter', '--target', `${pid}`, '--mount', '--']
    for (const file of [
      '/etc/x',
      '/usr/x',
      '/opt/homing/x',
      '/var/lib/x',
      '/proc/sys/kernel/hostname',
    ]) {
      const tried = machine.run([...sees, 'touch', file])
      assert.match(tried.stderr, /Read-only file system/, file)
    }
    machine.ok([...sees, 'touch', '/var/lib/homing-relay/x'])
    machine.ok(['rm', '/var/lib/homing-relay/x'])
    for (const place of ['/root', '/home']) assert.equal(machine.ok([...sees, 'ls', place]), '')
    assert.doesNotMatch(machine.ok([...sees, 'ls', '/dev']), /^(mem|kmsg|[sv]d.*|net)$/m)
  })

  test('it has files, memory and tasks as far as the unit goes, and leaves no core', () => {
    const limits = machine.process(relay.pid, 'limits')
    const files = Number(/^Max open files\s+\d+\s+(\d+)/m.exec(limits)?.[1])
    const outside = Number(/^Max open files\s+\d+\s+(\d+)/m.exec(machine.process(1, 'limits'))?.[1])
    // Whoever may not raise the limit of this machine gets what there is.
    assert.equal(files, Math.min(65_536, outside), limits)
    assert.match(limits, /^Max core file size\s+0\s+0\s/m)
    const [used, most] = [relay.show('MemoryCurrent'), relay.show('MemoryMax')].map(Number)
    assert.ok(used && most && used > 20 * MIB && used < most, `${used} of ${most}`)
    const tasks = Number(relay.show('TasksCurrent'))
    assert.ok(tasks > 1 && tasks < 64, `${tasks} of 256`)
  })

  test('its data are in the folder of its own, for nobody else', () => {
    const modes = machine.ok(['stat', '-c', '%a %U %n', '/var/lib/homing-relay']).trim()
    assert.equal(modes, '700 homing-relay /var/lib/homing-relay')
    const others = [
      'find',
      '/var/lib/homing-relay',
      '-perm',
      '/077',
      '-o',
      '!',
      '-user',
      'homing-relay',
    ]
    assert.equal(machine.ok(others), '')
    assert.equal(
      machine.ok(['stat', '-c', '%a %G', '/etc/homing-relay/relay.yaml']),
      '640 homing-relay\n',
    )
  })

  test('nodes register, talk, show a picture, and send a file by its spool', async () => {
    await befriend(relay.address(), alice, bob)
    await chat('hello from under systemd')
    const photo = join(alice.folder, '..', 'photo.jpg')
    const create = { width: 900, height: 600, channels: 3 as const, background: '#3c3' }
    await writeFile(photo, await sharp({ create }).jpeg().toBuffer())
    await alice.ok(['profile', 'avatar', photo])
    await eventually(async () => /avatar +yes/.test(await bob.ok(['friends', 'show', 'alice'])))
    await bob.ok(['friends', 'show', 'alice', '--avatar', join(bob.folder, '..', 'alice.webp')])

    const film = join(alice.folder, '..', 'film.bin')
    const content = randomBytes(5 * MIB + 3)
    await writeFile(film, content)
    await bob.ok(['rules', 'set', 'alice', '--up-to', '1GB'])
    await bob.ok(['down'])
    await alice.ok(['send', 'bob', film, '--no-wait'])
    await eventually(async () => /stored/.test(await alice.ok(['transfers', 'list', '--json'])))
    await alice.ok(['down'])
    await bob.up()
    const arrived = join(bob.downloads, 'film.bin')
    await eventually(async () => (await readFile(arrived).catch(() => '')).length > 0, {
      timeoutMs: 60_000,
    })
    assert.deepEqual(await readFile(arrived), content)
    await alice.up()
  })

  test('the command of the machine looks at the very service, and writes down who asked', () => {
    const doctor = machine.run(['homing-relay', 'doctor'])
    assert.equal(doctor.code, 0, doctor.stdout + doctor.stderr)
    assert.match(doctor.stdout, /^ok +folder +\/var\/lib\/homing-relay,/m)
    assert.match(doctor.stdout, /^ok +relay +it runs, and is ready/m)
    assert.match(machine.ok(['homing-relay', 'admin', 'accounts']), /^alice /m)
    machine.ok(['env', 'SUDO_USER=operator', 'homing-relay', 'admin', 'invite', '--uses', '1'])
    const audit = machine.ok(['cat', '/var/lib/homing-relay/logs/audit.log'])
    assert.match(audit, /"by":"operator as homing-relay"/)
    assert.equal(machine.run(['homing-relay', 'verify', '/nowhere']).code, 7)
  })

  test('a reload takes changed limits at once; one with a mistake fails, says where, and changes nothing', async () => {
    const { pid } = relay
    relay.configure('account: { monthMessages: 1 }')
    relay.do('reload')
    await relay.untilSaid(/configuration was read again/)
    const refused = alice.start(['chat', 'bob', 'one more than this month allows'])
    await eventually(async () => /monthMessages|this month/.test(refused.stdout + refused.stderr))
    await refused.kill('SIGTERM')

    relay.configure('account: { monthMessages: many }')
    const failed = relay.systemctl('reload')
    assert.equal(failed.code, 1)
    assert.match(relay.said('--priority=err'), /relay: .*monthMessages/)
    assert.deepEqual([relay.show('ActiveState'), relay.pid], ['active', pid])
    relay.configure('')
    relay.do('reload')
  })

  test('it comes back from a kill -9, and nodes with it', async () => {
    const { pid } = relay
    relay.do('kill', '--signal=KILL')
    await relay.untilNew(pid)
    assert.equal(relay.show('NRestarts'), '1')
    await chat('after a kill')
    assert.match(await bob.ok(['chat', 'alice', '--history']), /one more than this month allows/)
  })

  test('one that stands still is found by the watchdog, and replaced', async () => {
    relay.dropIn('WatchdogSec=2')
    relay.do('restart')
    const { pid } = relay
    await relay.untilSaid(/relay started/)
    relay.do('kill', '--signal=STOP')
    await relay.untilNew(pid)
    assert.match(relay.said(), /Watchdog timeout/)
    relay.dropIn('')
    relay.do('restart')
  })

  test('a journal that restarts takes nothing from it', async () => {
    const { pid } = relay
    machine.ok(['systemctl', 'restart', 'systemd-journald'])
    relay.do('reload')
    await relay.untilSaid(/configuration was read again/)
    assert.equal(relay.pid, pid)
  })

  test('what crashes at each start is tried every five seconds, and serves as soon as it can', async () => {
    const sound = await readFile(machine.file(MAIN), 'utf8')
    await writeFile(machine.file(MAIN), 'throw new Error("no way")')
    assert.equal(relay.systemctl('restart').code, 1)
    await eventually(async () => Number(relay.show('NRestarts')) >= 2, { timeoutMs: 60_000 })
    await writeFile(machine.file(MAIN), sound)
    await relay.untilNew(0)
    const failures = relay
      .journal()
      .filter(({ MESSAGE }) => /Main process exited.*1\/FAIL/.test(MESSAGE))
    const seconds = failures.map((line) => Number(line.__MONOTONIC_TIMESTAMP) / 1e6)
    const gaps = seconds.slice(1).map((at, index) => at - (seconds[index] ?? 0))
    assert.ok(gaps.length > 0 && gaps.every((gap) => gap >= 5), gaps.join(' '))
  })

  test('with a wrong configuration it says so, and waits for the operator', () => {
    relay.configure('account: { monthMessages: many }')
    assert.equal(relay.systemctl('restart').code, 1)
    assert.equal(relay.show('ActiveState'), 'failed')
    assert.equal(relay.show('ExecMainStatus'), '2')
    relay.configure('')
    relay.do('start')
  })

  test('a stop is clean and in time: nodes are told, nothing is left to kill', async () => {
    await chat('before the stop')
    const beganMs = performance.now()
    relay.do('stop')
    assert.ok(performance.now() - beganMs < 30_000)
    assert.deepEqual(
      ['Result', 'ExecMainCode', 'ExecMainStatus'].map((name) => relay.show(name)),
      ['success', '1', '0'],
    )
    assert.match(relay.said(), /draining began/)
    assert.doesNotMatch(relay.said().split('draining began').at(-1) ?? '', /kill/i)
    relay.do('start')
  })

  test('a release that does not serve is undone, a good one replaces the one before, and a rollback has the data of then', async () => {
    const first = relay.release
    const sound = await readFile(machine.file(relay.source), 'utf8')
    const broken = "if (!process.argv.includes('--version')) throw new Error('broken')\n"
    await writeFile(machine.file(relay.source), broken)
    const undone = relay.install()
    assert.equal(undone.code, 1)
    assert.match(undone.stdout, /does not start, so it is undone\n.*is in use again/)
    assert.deepEqual([relay.release, relay.show('ActiveState')], [first, 'active'])

    await writeFile(machine.file(relay.source), sound)
    const upgraded = relay.install()
    assert.equal(upgraded.code, 0, upgraded.stdout + upgraded.stderr)
    assert.notEqual(relay.release, first)
    assert.deepEqual(machine.ok(['ls', '/opt/homing/releases']).trim().split('\n').length, 2)

    const back = relay.install('--rollback')
    assert.equal(back.code, 0, back.stdout + back.stderr)
    assert.deepEqual([relay.release, relay.show('ActiveState')], [first, 'active'])
    assert.equal(machine.run(['homing-relay', 'verify']).code, 0)
    await chat('the old release')
  })

  test('it is there after a reboot, with its data and its journal', async () => {
    const { address } = relay.address()
    await machine.stop()
    await machine.start()
    await eventually(async () => relay.show('ActiveState') === 'active')
    assert.match(relay.said('--boot=0'), new RegExp(`^address ${address}$`, 'm'))
    assert.match(
      relay.said('--boot=-1'),
      /draining ended\n.*Deactivated successfully\.\nStopped.*$/,
    )
    assert.match(machine.ok(['homing-relay', 'admin', 'accounts']), /^bob /m)
  })
})
