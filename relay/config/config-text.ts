import { Document, isMap, isScalar, type Pair } from 'yaml'
import { type RelayConfig, settingsOf } from '../config.ts'
import { LIMIT_SECTIONS, limitRules } from '../limits/entity/limit-table.ts'
import { RATES } from '../limits/entity/rates.ts'

/** The configuration in force as `relay config` prints it: a file that can be used again, with the reason beside each limit. */
export function configText(config: RelayConfig): string {
  const document = new Document(settingsOf(config))
  for (const section of LIMIT_SECTIONS) {
    for (const [name, { unit, what, reason }] of limitRules(section)) {
      remark(document, section, name, `${unit} ${what}: ${reason}`)
    }
  }
  for (const [name, { by, reason }] of Object.entries(RATES)) {
    remark(document, 'rates', name, `by ${BY[by]}: ${reason}`)
  }
  return document.toString({ lineWidth: 0 })
}

/** Whose bucket a rate takes from, for people. */
export const BY = {
  address: 'address',
  device: 'device',
  account: 'account',
  name: 'name that is logged in to',
  nameFromAddress: 'name and address',
} as const

function remark(document: Document, section: string, name: string, text: string): void {
  const map = document.get(section)
  const pair = isMap(map) ? map.items.find(({ key }: Pair) => String(key) === name) : undefined
  if (pair === undefined) return
  // The key of a pair that is made from a plain object is a plain value.
  const key = isScalar(pair.key) ? pair.key : document.createNode(pair.key)
  key.commentBefore = ` ${text}`
  pair.key = key
}
