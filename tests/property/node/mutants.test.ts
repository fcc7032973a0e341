import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Journal, Write } from '../../../node/entity/journal.ts'
import { type MessageId, parseMessageId } from '../../../src/core/ids.ts'
import { FakeHome } from '../../support/fake-home.ts'
import { runQuickSchedule } from './quick-schedule.ts'

/** Nodes that break one promise each. Schedules that let one of them pass would prove nothing. */
const MUTANTS: Readonly<Record<string, () => Parameters<typeof runQuickSchedule>[1]>> = {
  'does not keep what is unsent': () => ({ breakJournal: (real) => without(real, isUnsent) }),
  'keeps its cursor and now and then not the line': () => {
    let lines = 0
    return { breakJournal: (real) => without(real, (write) => isLine(write) && ++lines % 5 === 0) }
  },
  'keeps the lines and not the cursor that has passed them': () => ({
    breakJournal: (real) => cursorStandsStill(real),
  }),
  'sends a message again under another id': () => ({ home: new HomeThatTakesRetriesForNew() }),
}
const SEEDS = 50

for (const [name, broken] of Object.entries(MUTANTS)) {
  test(`a node that ${name} is caught`, async (t) => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const difference = await runQuickSchedule(seed, broken()).then(() => undefined, String)
      if (difference === undefined) continue
      assert.match(difference, /AssertionError|a message never comes/)
      t.diagnostic(difference.split('\n')[0] ?? '')
      return
    }
    assert.fail(`passed ${SEEDS} schedules`)
  })
}

const isUnsent = ({ table }: Write) => table === 'unsent'
const isLine = ({ table }: Write) => table === 'lines'

function without(real: Journal, isLost: (write: Write) => boolean): Journal {
  return {
    change: (prepare) =>
      real.change(async () => {
        const prepared = await prepare()
        return { ...prepared, writes: prepared.writes.filter((write) => !isLost(write)) }
      }),
  }
}

/** It writes the first one again and again. */
function cursorStandsStill(real: Journal): Journal {
  let first: string | undefined
  const still = (write: Write): Write => {
    if (write.table !== 'cursor') return write
    first ??= write.value
    return { ...write, value: first }
  }
  return {
    change: (prepare) =>
      real.change(async () => {
        const prepared = await prepare()
        return { ...prepared, writes: prepared.writes.map(still) }
      }),
  }
}

/** To the home it looks the same whether the node gives a new id or the home forgets the old one. */
class HomeThatTakesRetriesForNew extends FakeHome {
  readonly #seen = new Set<MessageId>()
  #copies = 0

  override store(...[sender, device, ask]: Parameters<FakeHome['store']>) {
    const again = this.#seen.has(ask.id)
    this.#seen.add(ask.id)
    if (!again) return super.store(sender, device, ask)
    const copy = `01900000-0000-7000-8000-f${String(++this.#copies).padStart(11, '0')}`
    return super.store(sender, device, { ...ask, id: parseMessageId(copy) })
  }
}
