import type { AcceptRule } from '../../../node/transfer/entity/accept-rule.ts'
import {
  type TransferRecord,
  transferRecord,
} from '../../../node/transfer/entity/transfer-record.ts'
import type { TransferStore } from '../../../node/transfer/queue-ports.ts'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'

/** Records as text, as a database would keep them: what is read back has gone through the shape. */
export class MemoryStore implements TransferStore {
  readonly #records = new Map<TransferId, string>()
  readonly #rules = new Map<AccountName, AcceptRule>()
  /** As of the last synced write, which takes all earlier ones along. */
  #durable = new Map<TransferId, string>()

  async transfers(): Promise<readonly TransferRecord[]> {
    return [...this.#records].map(([id, text]) => transferRecord.check(JSON.parse(text), id))
  }

  async put(record: TransferRecord, { sync }: Readonly<{ sync: boolean }>): Promise<void> {
    this.#records.set(record.id, JSON.stringify(record))
    if (sync) this.#durable = new Map(this.#records)
  }

  async remove(id: TransferId): Promise<void> {
    this.#records.delete(id)
  }

  async rules(): Promise<readonly AcceptRule[]> {
    return [...this.#rules.values()]
  }

  async putRule(rule: AcceptRule): Promise<void> {
    this.#rules.set(rule.friend, rule)
  }

  async removeRule(friend: AccountName): Promise<void> {
    this.#rules.delete(friend)
  }

  /** What was not synced is gone. */
  losePower(): void {
    this.#records.clear()
    for (const [id, text] of this.#durable) this.#records.set(id, text)
  }
}
