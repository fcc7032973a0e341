import type { Level } from 'level'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import { type AcceptRule, acceptRule } from '../entity/accept-rule.ts'
import { type TransferRecord, transferRecord } from '../entity/transfer-record.ts'
import { type TransferSettings, transferSettings } from '../entity/transfer-settings.ts'
import type { TransferStore } from '../queue-ports.ts'

/** No account has this name. */
const FOR_ALL = '*'
const OWN = 'own'

/** Records as JSON in sublevels of the node's database. */
export class LevelTransferStore implements TransferStore {
  readonly #db: Level<string, string>
  readonly #transfers: JsonSublevel
  readonly #rules: JsonSublevel
  readonly #settings: JsonSublevel

  constructor(db: Level<string, string>) {
    this.#db = db
    this.#transfers = jsonSublevel(db, 'transfers')
    this.#rules = jsonSublevel(db, 'transfer-rules')
    this.#settings = jsonSublevel(db, 'transfer-settings')
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
    const [sublevel, key] = [this.#rules, rule.friend ?? FOR_ALL]
    await this.#db.batch([{ type: 'put', sublevel, key, value: rule }], { sync: true })
  }

  async removeRule(friend: AccountName | undefined): Promise<void> {
    const [sublevel, key] = [this.#rules, friend ?? FOR_ALL]
    await this.#db.batch([{ type: 'del', sublevel, key }], { sync: true })
  }

  async settings(): Promise<TransferSettings | undefined> {
    const stored = await this.#settings.get(OWN)
    return stored === undefined ? undefined : transferSettings.check(stored, 'transfer-settings')
  }

  async putSettings(settings: TransferSettings): Promise<void> {
    const sublevel = this.#settings
    await this.#db.batch([{ type: 'put', sublevel, key: OWN, value: settings }], { sync: true })
  }
}

type JsonSublevel = ReturnType<typeof jsonSublevel>

function jsonSublevel(db: Level<string, string>, name: string) {
  return db.sublevel<string, unknown>(name, { valueEncoding: 'json' })
}
