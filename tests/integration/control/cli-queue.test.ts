import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { CONTROL_CALLS } from '../../../node/control/entity/calls.ts'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import { MAX_PATTERN_CHARS, MAX_PATTERNS, MAX_QUIET_RANGES } from '../../../node/transfer/limits.ts'
import { ShapeError } from '../../../src/core/shape.ts'
import { limits, runIn, startHostileNode, status, transfer } from './cli-rig.ts'

const noFriend = (name: string) =>
  new ControlError('not-found', `${name} is not a friend of yours`, { advice: 'add them' })

function fileIn(folder: string): string {
  const file = join(folder, 'film.mkv')
  writeFileSync(file, 'x')
  return file
}

describe('send to several friends', () => {
  const moving = { ...transfer, direction: 'outgoing', friend: 'bob' as never } as const
  const allBut = (...strangers: readonly string[]) => ({
    sendFile: async ({ name }: Readonly<{ name: string }>) => {
      if (strangers.includes(name)) throw noFriend(name)
      return { ...moving, friend: name as never }
    },
  })

  test('offers to each of them once, in the order in which they are named', async () => {
    const named: string[] = []
    await using rig = await startHostileNode({
      sendFile: async ({ name, priority }) => {
        named.push(`${name} ${priority}`)
        return { ...moving, friend: name }
      },
    })
    const args = ['send', 'bob,carol', fileIn(rig.folder), '--to', 'dave', '--to', 'bob,erin']
    const ran = await runIn(rig.folder, [...args, '--priority', 'high', '--no-wait', '--json'])
    assert.equal(ran.code, 0, ran.stderr)
    assert.deepEqual(named, ['bob high', 'carol high', 'dave high', 'erin high'])
    assert.equal(ran.stdout.trimEnd().split('\n').length, 4)
  })

  test('tells of each who is refused, serves the others, and says that it was done in part', async () => {
    await using rig = await startHostileNode(allBut('carol', 'dave'))
    const args = ['send', 'bob,carol,dave', fileIn(rig.folder)]
    for (const more of [[], ['--no-wait']]) {
      const ran = await runIn(rig.folder, [...args, ...more])
      assert.equal(ran.code, 11)
      assert.match(ran.stderr, /^carol: carol is not a friend of yours\n→ add them\ndave: /)
      assert.match(ran.stdout, /bob/)
    }
    const ran = await runIn(rig.folder, [...args, '--json'])
    assert.equal(ran.code, 11)
    const errors = ran.stderr
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { error: Record<string, string> }).error)
    assert.deepEqual(
      errors.map(({ friend, code }) => [friend, code]),
      [
        ['carol', 'not-found'],
        ['dave', 'not-found'],
      ],
    )
  })

  test('that nobody was offered has the exit code of the refusal', async () => {
    await using rig = await startHostileNode(allBut('bob', 'carol'))
    const file = fileIn(rig.folder)
    const ran = await runIn(rig.folder, ['send', 'bob,carol', file])
    assert.equal(ran.code, 7)
    assert.match(ran.stderr, /bob: [^]*carol: /)
    assert.equal((await runIn(rig.folder, ['send', 'bob', file])).code, 7)
  })

  test('that ends unverified for one of them is no success, whoever was refused', async () => {
    await using rig = await startHostileNode({
      ...allBut('carol'),
      transfer: async () => ({ ...moving, state: 'declined' }),
    })
    assert.equal((await runIn(rig.folder, ['send', 'bob,carol', fileIn(rig.folder)])).code, 9)
  })
})

describe('accept', () => {
  test('into a folder that is not there makes none by itself, and says so when told to', async () => {
    const folders: (string | undefined)[] = []
    await using rig = await startHostileNode({
      acceptTransfer: async ({ folder }) => {
        folders.push(folder)
        return transfer
      },
    })
    const into = join(rig.folder, 'films', 'new')
    const refused = await runIn(rig.folder, ['accept', 'ab', '--into', into])
    assert.equal(refused.code, 7)
    assert.match(refused.stderr, /there is no folder .*new\n→ .*--create/)
    assert.equal(existsSync(into), false)
    const made = await runIn(rig.folder, ['accept', 'ab', '--into', into, '--create'])
    assert.equal(made.code, 0)
    assert.match(made.stderr, /made the folder .*new/)
    const again = await runIn(rig.folder, ['accept', 'ab', '--into', into, '--create'])
    assert.equal(again.stderr, '')
    assert.deepEqual(folders, [into, into])
    const file = await runIn(rig.folder, ['accept', 'ab', '--into', fileIn(rig.folder)])
    assert.equal(file.code, 2)
  })

  test('takes a choice of a folder along', async () => {
    const picks: unknown[] = []
    await using rig = await startHostileNode({
      acceptTransfer: async ({ pick }) => {
        picks.push(pick)
        return transfer
      },
    })
    const args = ['accept', 'ab', '--only', '*.mkv', '--only', 'extras', '--except', 'extras/raw']
    assert.equal((await runIn(rig.folder, args)).code, 0)
    assert.equal((await runIn(rig.folder, ['accept', 'ab'])).code, 0)
    assert.deepEqual(picks, [{ only: ['*.mkv', 'extras'], except: ['extras/raw'] }, undefined])
  })
})

describe('the list', () => {
  test('says place, priority and limit, that all is held, and what is no longer listed', async () => {
    const queued = { ...transfer, state: 'queued', priority: 'high', place: 2 } as const
    const moving = { ...transfer, state: 'moving', rate: 90_000, limit: 100_000 } as const
    await using rig = await startHostileNode({
      transfers: async () => ({
        transfers: [queued, moving],
        hold: { sinceMs: 1, held: 0, paused: 0 },
        forgotten: 12,
      }),
    })
    const { stdout } = await runIn(rig.folder, ['transfers'])
    assert.match(stdout, /queued, number 2 in line {2}high priority/)
    assert.match(stdout, /90\.0 kB\/s {2}limit 100\.0 kB\/s/)
    assert.match(stdout, /everything is paused since .*: homing transfers resume --all/)
    assert.match(stdout, /12 older ones .* no longer listed/)
  })

  test('is not the only place that says that all is held', async () => {
    await using rig = await startHostileNode({
      status: async () => ({ ...(status as object), heldSinceMs: 1 }) as never,
    })
    assert.match(
      (await runIn(rig.folder, ['status'])).stdout,
      /all paused: homing transfers resume/,
    )
  })

  test('of one that moves tells how, and how far away the other end is', async () => {
    const moving = { state: 'moving', roundTripMs: 38, bottleneck: 'network' } as const
    for (const [path, rtt] of [
      ['direct', '38 ms'],
      ['spool', '38 ms to the relay'],
    ] as const) {
      await using rig = await startHostileNode({
        transfers: async () => ({ transfers: [{ ...transfer, ...moving, path }] }),
      })
      const { stdout } = await runIn(rig.folder, ['transfers', 'show', 'ab'])
      assert.match(stdout, new RegExp(`^path {6}${path}$`, 'm'))
      assert.match(stdout, new RegExp(`^rtt {7}${rtt}$`, 'm'))
      assert.match(stdout, /^slowed by the network between you$/m)
    }
  })

  test('of one tells how a finished transfer came', async () => {
    const came = { startedMs: 1, movedBytes: 900_000, meanRate: 300_000, path: 'lan' } as const
    await using rig = await startHostileNode({
      transfers: async () => ({ transfers: [{ ...transfer, ...came }] }),
    })
    const { stdout } = await runIn(rig.folder, ['transfers', 'show', 'ab'])
    assert.match(stdout, /^path {6}lan$/m)
    assert.match(stdout, /^moved {5}900\.0 kB in 3 s, 300\.0 kB\/s$/m)
  })
})

describe('rules and limits', () => {
  test('a rule keeps what is not said anew', async () => {
    const before = { friend: 'bob', answer: 'accept', maxBytes: 5, keepFreeBytes: 7 } as never
    const set: unknown[] = []
    await using rig = await startHostileNode({
      rules: async () => ({ rules: [before] }),
      setRule: async (rule) => {
        set.push({ ...rule })
        return rule
      },
    })
    await runIn(rig.folder, ['rules', 'set', 'bob', '--quiet', '22-7'])
    await runIn(rig.folder, ['rules', 'set', 'bob', '--up-to', 'any'])
    await runIn(rig.folder, ['rules', 'set', '--everyone', '--block', '--quiet', 'never'])
    const quiet = [{ from: '22:00', until: '07:00', days: [] }]
    const bobs = {
      friend: 'bob',
      answer: 'accept',
      maxBytes: 5,
      folder: undefined,
      keepFreeBytes: 7,
    }
    const none = { maxBytes: undefined, folder: undefined, keepFreeBytes: undefined }
    assert.deepEqual(set, [
      { ...bobs, quiet },
      { ...bobs, maxBytes: undefined, quiet: undefined },
      { friend: undefined, answer: 'block', ...none, quiet: [] },
    ])
  })

  test('a limit goes to the node as it was meant', async () => {
    const set: unknown[] = []
    await using rig = await startHostileNode({
      setLimit: async (limit) => {
        set.push(limit)
        return limits
      },
    })
    const args = ['limits', 'set', '--down', '16Mbit/s', '--hours', 'mon-fri 8-18']
    const ran = await runIn(rig.folder, args)
    assert.equal(ran.code, 0)
    assert.match(ran.stdout, /bob +always +20\.0 kB\/s +–[^]*down 30\.0 kB\/s/)
    const hours = { from: '08:00', until: '18:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }
    assert.deepEqual(set, [{ friend: undefined, hours, up: undefined, down: 2_000_000 }])
  })

  test('more than a person keeps in mind does not pass the shape of the call', () => {
    const range = { from: '00:00', until: '01:00' }
    const rule = (count: number) =>
      CONTROL_CALLS.setRule.ask.check({ quiet: Array.from({ length: count }, () => range) }, '')
    assert.ok(rule(MAX_QUIET_RANGES))
    assert.throws(() => rule(MAX_QUIET_RANGES + 1), ShapeError)
    const { id } = transfer
    const accept = (only: readonly string[]) =>
      CONTROL_CALLS.acceptTransfer.ask.check({ id, pick: { only } }, '')
    assert.ok(accept(Array(MAX_PATTERNS).fill('x'.repeat(MAX_PATTERN_CHARS))))
    assert.throws(() => accept(Array(MAX_PATTERNS + 1).fill('x')), ShapeError)
    assert.throws(() => accept(['x'.repeat(MAX_PATTERN_CHARS + 1)]), ShapeError)
  })
})
