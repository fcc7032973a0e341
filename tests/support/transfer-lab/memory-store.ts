import { type AcceptRule, acceptRule } from '../../../node/transfer/entity/accept-rule.ts'
import {
  type TransferRecord,
  transferRecord,
} from '../../../node/transfer/entity/transfer-record.ts'
import {
  type TransferSettings,
  transferSettings,
} from '../../../node/transfer/entity/transfer-settings.ts'
import type { TransferStore } from '../../../node/transfer/queue-ports.ts'
import type { AccountName, SpoolId, TransferId } from '../../../src/core/ids.ts'

/** Records as text, as a database would keep them: what is read back has gone through the shape. */
export class MemoryStore implements TransferStore {
  readonly #records = new Map<TransferId, string>()
  readonly #rules = new Map<AccountName | undefined, string>()
  #settings: string | undefined
  /** As of the last synced write, which takes all earlier ones along. */
  #durable = new Map<TransferId, string>()

  has(id: TransferId): boolean {
    return this.#records.has(id)
  }

  /** Under which id a content may lie in a spool. */
  spoolOf(id: TransferId): SpoolId | undefined {
    const text = this.#records.get(id)
    return text === undefined ? undefined : transferRecord.check(JSON.parse(text), id).spool?.id
  }

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
    return [...this.#rules.values()].map((text) => acceptRule.check(JSON.parse(text), 'rule'))
  }

  async putRule(rule: AcceptRule): Promise<void> {
    this.#rules.set(rule.friend, JSON.stringify(rule))
  }

  async removeRule(friend: AccountName | undefined): Promise<void> {
    this.#rules.delete(friend)
  }

  async settings(): Promise<TransferSettings | undefined> {
    if (this.#settings === undefined) return undefined
    return transferSettings.check(JSON.parse(this.#settings), 'settings')
  }

  async putSettings(settings: TransferSettings): Promise<void> {
    this.#settings = JSON.stringify(settings)
  }

  /** What was not synced is gone. */
  losePower(): void {
    this.#records.clear()
    for (const [id, text] of this.#durable) this.#records.set(id, text)
  }
}
