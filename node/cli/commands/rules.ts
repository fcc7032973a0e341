import type { AccountName } from '../../../src/core/ids.ts'
import { bytesText } from '../../../src/system/quantities.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import type { Hours, RuleView } from '../../control/entity/queue-nouns.ts'
import { accountName, byteCount } from '../arguments.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'
import { hoursText, parseHours } from '../hours-text.ts'
import { targetFolder } from '../target-folder.ts'

type WhoOptions = Readonly<{ everyone?: boolean }>
type RuleOptions = WhoOptions &
  Readonly<{
    ask?: boolean
    accept?: boolean
    block?: boolean
    upTo?: string
    into?: string
    create?: boolean
    keepFree?: string
    quiet?: readonly string[]
  }>

export async function list(context: Context): Promise<void> {
  const found = await context.call('rules', {})
  context.out.result(found, () =>
    found.rules.length === 0 ? 'no rules: every file is asked for' : found.rules.map(ruleText),
  )
}

export async function set(
  context: Context,
  [name]: readonly [string | undefined],
  options: RuleOptions,
): Promise<void> {
  const friend = whoOf(name, options)
  const change = await changeOf(context, options)
  const { rules } = await context.call('rules', {})
  const before = rules.find((rule) => rule.friend === friend)
  const rule = await context.call('setRule', {
    ...({ answer: 'ask', maxBytes: undefined, folder: undefined } as const),
    ...{ keepFreeBytes: undefined, quiet: undefined },
    ...before,
    ...change,
    friend,
  })
  context.out.result(rule, () => ruleText(rule))
}

export async function remove(
  context: Context,
  [name]: readonly [string | undefined],
  options: WhoOptions,
): Promise<void> {
  const friend = whoOf(name, options)
  await context.call('removeRule', { name: friend })

  const whose = friend === undefined ? 'friends without a rule of their own' : friend
  context.out.result({ removed: friend ?? null }, () => `the rule for ${whose} is gone`)
}

function whoOf(name: string | undefined, { everyone }: WhoOptions): AccountName | undefined {
  if ((name === undefined) === (everyone === true)) {
    return name === undefined ? undefined : accountName(name)
  }
  throw new CliError('usage', 'say whose offers: the name of a friend, or --everyone', {
    advice: '--everyone is for friends who have no rule of their own',
  })
}

/** Only what was said; the rest of the rule stays. Checked before anything is asked of the node. */
async function changeOf(context: Context, options: RuleOptions): Promise<Partial<RuleView>> {
  const { upTo, into, keepFree, quiet } = options
  const answer = answerOf(options)
  const said = [answer, keepFree, quiet].some((each) => each !== undefined)
  if (!said) {
    throw new CliError('usage', 'say what the rule is: --ask, --accept, --block or --quiet', {
      advice: 'such as: homing rules set bob --up-to 10GB',
    })
  }
  const maxBytes = upTo === undefined || upTo === 'any' ? undefined : byteCount(upTo, '--up-to')
  const keepFreeBytes = keepFree === undefined ? undefined : byteCount(keepFree, '--keep-free')
  const ranges = quiet === undefined ? undefined : quietOf(quiet)
  const create = options.create === true
  const folder = into === undefined ? undefined : await targetFolder(context, { into, create })
  return {
    ...(answer === undefined ? {} : { answer }),
    ...(upTo === undefined ? {} : { maxBytes }),
    ...(into === undefined ? {} : { folder }),
    ...(keepFree === undefined ? {} : { keepFreeBytes }),
    ...(quiet === undefined ? {} : { quiet: ranges }),
  }
}

function answerOf({ ask, accept, block, upTo, into }: RuleOptions): RuleView['answer'] | undefined {
  const takes = accept === true || upTo !== undefined || into !== undefined
  const said = [
    ...(ask === true ? ['ask' as const] : []),
    ...(takes ? ['accept' as const] : []),
    ...(block === true ? ['block' as const] : []),
  ]
  if (said.length <= 1) return said[0]
  throw new CliError('usage', `a rule does one thing; these are ${said.length}: ${said.join(', ')}`)
}

/** `never`: not even the quiet hours of the rule for everyone. */
function quietOf(texts: readonly string[]): readonly Hours[] {
  return texts.includes('never') ? [] : texts.map((text) => parseHours(text, '--quiet'))
}

function ruleText(rule: RuleView): string {
  const { friend, keepFreeBytes, quiet } = rule
  const parts = [
    answerText(rule),
    ...(keepFreeBytes === undefined ? [] : [`leaves ${bytesText(keepFreeBytes)} free`]),
    ...(quiet === undefined ? [] : [quietText(quiet)]),
  ]
  return `${friend ?? 'everyone else'}: ${parts.join('; ')}`
}

function answerText({ answer, maxBytes, folder }: RuleView): string {
  if (answer === 'ask') return 'asked for'
  if (answer === 'block') return 'declined'
  const size = maxBytes === undefined ? 'of any size' : `up to ${bytesText(maxBytes)}`
  return `accepted ${size}, into ${folder === undefined ? 'the downloads folder' : safeText(folder)}`
}

function quietText(quiet: readonly Hours[]): string {
  return quiet.length === 0 ? 'never quiet' : `quiet ${quiet.map(hoursText).join(', ')}`
}
