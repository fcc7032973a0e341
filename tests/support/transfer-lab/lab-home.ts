import assert from 'node:assert/strict'
import type { ReceivedContent } from '../../../node/chat/ports.ts'
import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import type { AccountId, DeviceId, MessageId } from '../../../src/core/ids.ts'

type Stored = Readonly<{
  id: MessageId
  from: AccountId
  to: AccountId
  device: DeviceId
  content: ChatContent
}>
export type Mailbox = {
  readonly account: AccountId
  readonly device: DeviceId
  /** Written and not yet stored by the home; outlives the process. */
  readonly outbox: Omit<Stored, 'device' | 'from'>[]
  /** How many messages of the home this device has taken. */
  cursor: number
}
type Taker = (message: ReceivedContent) => Promise<void>

/** The home as transfers see it: one order of messages, each exactly once, delivered at least once to every device. */
export class LabHome {
  readonly stored: Stored[] = []

  /** Moves a device's outbox to the home. */
  collect(mailbox: Mailbox): boolean {
    const all = mailbox.outbox.splice(0)
    for (const { id, to, content } of all) {
      const known = this.stored.find((other) => other.id === id)
      if (known !== undefined) {
        // As the home: an id that was used for another content is refused.
        assert.deepEqual(content, known.content)
        continue
      }
      this.stored.push({ id, from: mailbox.account, device: mailbox.device, to, content })
    }
    return all.length > 0
  }

  /** Hands the next message to a device. @returns whether there was one. */
  async deliver(mailbox: Mailbox, taker: Taker): Promise<boolean> {
    const { account } = mailbox
    const next = this.stored[mailbox.cursor]
    if (next === undefined) return false
    if (next.from === account || next.to === account) {
      const mine = next.from === account
      const friend = mine ? next.to : next.from
      const { device, content } = next
      await taker({ friend, seq: mailbox.cursor + 1, mine, device, atMs: mailbox.cursor, content })
    }
    mailbox.cursor += 1
    return true
  }
}
