import { safeText } from '../../src/system/safe-text.ts'
import type { AccountView } from '../control/entity/nouns.ts'

/** Who one is, for oneself. */
export function accountLines(account: AccountView): readonly string[] {
  const { phone, sharePhone } = account
  const shared = sharePhone === true ? 'friends see it' : 'only you see it'
  return factLines([
    ['name', account.name],
    ['home', account.home],
    ['shown as', account.displayName || '–'],
    ['signature', account.signature || '–'],
    ['region', account.region || '–'],
    ['phone', phone === undefined ? '–' : `${phone} (${shared})`],
    ['avatar', account.avatar === undefined ? '–' : 'yes'],
  ])
}

export function factLines(
  facts: readonly (readonly [name: string, value: string])[],
): readonly string[] {
  return facts.map(([name, value]) => `${name.padEnd(11)}${safeText(value)}`.trimEnd())
}
