import type { Level } from 'level'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import { type AcceptRule, acceptRule } from '../entity/accept-rule.ts'
import { type TransferRecord, transferRecord } from '../entity/transfer-record.ts'
import type { TransferStore } from '../queue-ports.ts'

/** Records as JSON in two sublevels of the node's database. */
export class LevelTransferStore implements TransferStore {
  readonly #db: Level<string, string>
  readonly #transfers: JsonSublevel
  readonly #rules: JsonSublevel

  constructor(db: Level<string, string>) {
    this.#db = db
    this.#transfers = jsonSublevel(db, 'transfers')
    this.#rules = jsonSublevel(db, 'transfer-rules')
  }

  async transfers(): Promise<readonly TransferRecord[]> {
    const records: TransferRecord[] = []
    for await (const [key, stored] of this.#transfers.iterator()) {
      records.push(transferRecord.check(stored, key))
    }
    return records
  }

  async put(record: TransferRecord, { sync }: Readonly<{ sync: boolean }>): Promise<void> {
    const sublevel = this.#transfers
    await this.#db.batch([{ type: 'put', sublevel, key: record.id, value: record }], { sync })
  }

  async remove(id: TransferId): Promise<void> {
    await this.#transfers.del(id)
  }

  async rules(): Promise<readonly AcceptRule[]> {
    const rules: AcceptRule[] = []
    for await (const [key, stored] of this.#rules.iterator()) {
      rules.push(acceptRule.check(stored, key))
    }
    return rules
  }

  async putRule(rule: AcceptRule): Promise<void> {
    const sublevel = this.#rules
    await this.#db.batch([{ type: 'put', sublevel, key: rule.friend, value: rule }], { sync: true })
  }

  async removeRule(friend: AccountName): Promise<void> {
    const sublevel = this.#rules
    await this.#db.batch([{ type: 'del', sublevel, key: friend }], { sync: true })
  }
}

type JsonSublevel = ReturnType<typeof jsonSublevel>

function jsonSublevel(db: Level<string, string>, name: string) {
  return db.sublevel<string, unknown>(name, { valueEncoding: 'json' })
}
