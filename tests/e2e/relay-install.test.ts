import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { loadConfig } from '../../relay/config.ts'
import { NEEDED_MAJOR } from '../../src/system/launcher.js'
import { copyCheckout } from '../support/checkout.ts'
import { HomeClient } from '../support/home-client.ts'
import { Program } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ROOT = join(import.meta.dirname, '../..')
const FILES = join(ROOT, 'relay/install')

type Compose = Readonly<{
  services: Readonly<Record<string, Readonly<{ environment: Record<string, string> }>>>
}>
type Place = Readonly<{ checkout: string; prefix: string; data: string }>

function install({ checkout, prefix, data }: Place, ...more: readonly string[]) {
  const script = join(checkout, 'relay/install/install.sh')
  const args = [script, '--prefix', prefix, '--data', data, '--no-service', ...more]
  const { status, stdout, stderr } = spawnSync('sh', args, { encoding: 'utf8' })
  return { status, out: stdout, why: stderr }
}

const inUse = ({ prefix }: Place) => basename(readlinkSync(join(prefix, 'current')))

type Visit = (
  as: (work: (client: HomeClient) => Promise<unknown>) => Promise<void>,
) => Promise<void>

/** The installed relay, run until the visit is over; each client is a device of its own. */
async function serving(place: Place, visit: Visit): Promise<void> {
  const main = join(place.prefix, 'current/relay/bin/relay.js')
  const args = ['--data', place.data, '--listen', '127.0.0.1:0', '--registration', 'open', '--json']
  const relay = new Program('relay', args, { main, lifeMs: 60_000 })
  const { device, addresses } = JSON.parse(await relay.line()) as {
    device: HomeClient['device']
    addresses: string[]
  }
  await visit(async (work) => {
    await using client = await HomeClient.connect({ device, addresses })
    await work(client)
  })
  assert.equal(await relay.kill('SIGTERM'), 0)
}

const registers = (name: string) => (client: HomeClient) => client.register(name)
const logsIn = (name: string) => async (client: HomeClient) =>
  assert.equal((await client.login(name))?.name, name)

test('a relay is installed, upgraded, and rolled back with the data of before; a release that does not start is undone', async () => {
  using folder = temporaryFolder()
  const { path } = folder
  const checkout = join(path, 'homing')
  copyCheckout(checkout)
  const place = { checkout, prefix: join(path, 'opt'), data: join(path, 'data') }

  const first = install(place)
  assert.equal(first.status, 0, first.why)
  const before = inUse(place)
  await serving(place, async (as) => as(registers('before')))

  const launcher = join(checkout, 'relay/main.ts')
  const sound = readFileSync(launcher)
  writeFileSync(launcher, 'process.exit(1)\n')
  const broken = install(place)
  assert.equal(broken.status, 1)
  assert.match(broken.out, /does not start, so it is undone/)
  assert.equal(inUse(place), before)

  writeFileSync(launcher, sound)
  const second = install(place)
  assert.equal(second.status, 0, second.why)
  assert.notEqual(inUse(place), before)
  await serving(place, async (as) => {
    await as(logsIn('before'))
    await as(registers('after'))
  })

  const back = install(place, '--rollback')
  assert.equal(back.status, 0, back.why)
  assert.equal(inUse(place), before)
  await serving(place, async (as) => {
    await as(logsIn('before'))
    // Nobody had that name then.
    await as(registers('after'))
  })
  assert.match(install(place, '--rollback').why, /no release before this one/)
})

test('what is asked wrongly changes nothing', () => {
  using folder = temporaryFolder()
  const place = { checkout: ROOT, prefix: join(folder.path, 'opt'), data: folder.path }
  const { status, why } = install(place, '--nonsense')
  assert.equal(status, 2)
  assert.match(why, /unknown option --nonsense/)
  assert.ok(!existsSync(place.prefix))
})

const ANALYZE = '/usr/bin/systemd-analyze'
test('the unit is one that systemd takes, and leaves the service little of the machine', {
  skip: existsSync(ANALYZE) ? false : 'needs systemd-analyze; run: apt-get install -y systemd',
}, () => {
  using folder = temporaryFolder()
  const unit = join(folder.path, 'homing-relay.service')
  const text = readFileSync(join(FILES, 'homing-relay.service'), 'utf8')
  // Nothing is installed here; that the program is there is the installation's matter.
  writeFileSync(unit, text.replaceAll('/opt/homing/current/node_modules/.bin/node', '/bin/true'))
  const verified = spawnSync(ANALYZE, ['verify', unit], { encoding: 'utf8' })
  assert.equal(`${verified.stdout}${verified.stderr}`, '')
  const security = ['security', '--offline=true', '--threshold=20', unit]
  const { status, stdout } = spawnSync(ANALYZE, security, { encoding: 'utf8' })
  assert.equal(status, 0, stdout)
})

test('the shell of the installation is plain and checks out', () => {
  for (const script of ['install.sh', 'homing-relay.sh']) {
    const { status, stderr } = spawnSync('sh', ['-n', join(FILES, script)], { encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  }
})

test('the image has the Node that we need, and takes only what is there', () => {
  const text = readFileSync(join(FILES, 'Dockerfile'), 'utf8')
  for (const [, major] of text.matchAll(/^FROM node:(\d+)/gm)) {
    assert.equal(Number(major), NEEDED_MAJOR)
  }
  const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)]
  const sources = copied.flatMap(([, all = '']) => all.split(' '))
  assert.ok(sources.includes('relay') && sources.includes('src'))
  for (const source of sources) assert.ok(existsSync(join(ROOT, source)), source)
})

test('the compose file gives its relays settings that they take, and no secret of its own', () => {
  const text = readFileSync(join(FILES, 'compose.yaml'), 'utf8')
  const example = readFileSync(join(FILES, 'compose.env.example'), 'utf8')
  const asked = [...text.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name = '']) => name)
  const given = [...example.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name)
  assert.deepEqual(new Set(asked), new Set(given))
  const filled = text.replaceAll(/\$\{(\w+)[^}]*\}/g, 'word')
  const file = parse(filled, { merge: true }) as Compose
  const relays = Object.entries(file.services).filter(([name]) => name.startsWith('relay-'))
  assert.equal(relays.length, 2)
  for (const [, { environment }] of relays) {
    const config = loadConfig({ flags: { data: '/nowhere' }, env: environment, file: undefined })
    assert.ok(config.database && config.redis && config.spool.s3)
  }
})
