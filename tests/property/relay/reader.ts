import assert from 'node:assert/strict'
import type { RelayTruth } from '../../support/relay-truth.ts'
import type { Dice } from '../../support/dice.ts'
import { accountOf, at, type Home, pairOf } from './home-model.ts'
import { eventLine } from './home-view.ts'
import type { People } from './people.ts'

/**
 * One device that follows its log as a node does: from its cursor, a few events at a time, and with a snapshot where the home says
 * so. It keeps what it was told, so that a hole or a duplicate shows.
 */
export class Reader {
  readonly #device: number
  #cursor: number | undefined
  readonly #told = new Set<string>()

  /** In a home where something has been said, it begins with a snapshot, as a new device. */
  constructor(device: number, { home }: Readonly<{ home: Home }>) {
    this.#device = device
    const log = at(home.logs, accountOf(device))
    if (home.talks.size > 0) this.#takeSnapshot(home, log.entries.length)
  }

  /** Catches up and compares with what it should know by now. */
  async follow(truth: RelayTruth, people: People, home: Home, random: Dice): Promise<void> {
    const { epoch, revoked } = at(home.devices, this.#device)
    if (revoked) return this.#forget()
    const session = people.caller({ device: this.#device, epoch })
    const { headUsn, snapshotNeeded } = await truth.log.begin(session, this.#cursor)
    const log = at(home.logs, accountOf(this.#device))
    const isBehind = this.#cursor === undefined || this.#cursor < log.floor
    assert.equal(snapshotNeeded, isBehind, 'a cursor is answered, or told that it is too old')
    if (this.#cursor === undefined || snapshotNeeded) this.#takeSnapshot(home, headUsn)
    for (let cursor = this.#cursor ?? headUsn; cursor < headUsn; ) {
      const limits = { maxEvents: 1 + random.below(9), maxBytes: 200 + random.below(2000) }
      const read = await truth.log.eventsAfter(session, cursor, limits)
      assert.ok(read.kind === 'events')
      assert.ok(read.events.length > 0 && read.events.length <= limits.maxEvents)
      for (const event of read.events) {
        assert.equal(event.usn, cursor + 1, 'the log has a hole or goes back')
        cursor = event.usn
        this.#hear(people, event.change)
      }
      this.#cursor = cursor
    }
    assert.equal(this.#cursor, log.entries.length, 'the cursor is at the head')
    assert.deepEqual([...this.#told].toSorted(), this.#allMessages(home).toSorted())
  }

  /** A device that was logged out begins anew. */
  #forget(): void {
    this.#cursor = undefined
    this.#told.clear()
  }

  #takeSnapshot(home: Home, headUsn: number): void {
    this.#told.clear()
    for (const message of this.#allMessages(home)) this.#told.add(message)
    this.#cursor = headUsn
  }

  #hear(people: People, change: Parameters<typeof eventLine>[1]): void {
    if (change.kind !== 'message') return
    const line = eventLine(people, change)
    assert.ok(!this.#told.has(line), `${line} was told twice`)
    this.#told.add(line)
  }

  #allMessages(home: Home): string[] {
    const me = accountOf(this.#device)
    return home.logs.flatMap((_, other) => {
      const talk = other === me ? undefined : home.talks.get(pairOf(me, other))
      return (talk?.messages ?? []).map((_, n) => `message ${pairOf(me, other)} ${n + 1}`)
    })
  }
}
