import { resolve } from 'node:path'
import type { RuleView } from '../../control/entity/nouns.ts'
import { accountName, byteCount } from '../arguments.ts'
import type { Context } from '../context.ts'
import { bytesText } from '../quantities.ts'
import { safeText } from '../safe-text.ts'

export async function list(context: Context): Promise<void> {
  const found = await context.call('rules', {})
  context.out.result(found, () =>
    found.rules.length === 0 ? 'no rules: every file is asked for' : found.rules.map(ruleText),
  )
}

export async function set(
  context: Context,
  [name]: readonly [string],
  options: Readonly<{ upTo: string; into?: string }>,
): Promise<void> {
  const friend = accountName(name)
  const maxBytes = byteCount(options.upTo, '--up-to')
  const folder =
    options.into === undefined
      ? (await context.call('status', {})).downloads
      : resolve(options.into)
  const rule = await context.call('setRule', { friend, maxBytes, folder })
  context.out.result(rule, () => ruleText(rule))
}

export async function remove(context: Context, [name]: readonly [string]): Promise<void> {
  const friend = accountName(name)
  await context.call('removeRule', { name: friend })
  context.out.result({ removed: friend }, () => `files from ${friend} are asked for again`)
}

function ruleText(rule: RuleView): string {
  return `${rule.friend}: up to ${bytesText(rule.maxBytes)} into ${safeText(rule.folder)}`
}
