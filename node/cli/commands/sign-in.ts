import { hostname } from 'node:os'
import { label } from '../../../src/home/entity/nouns.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import type { ControlAnswer } from '../../control/entity/calls.ts'
import { accountName, allowed } from '../arguments.ts'
import type { Context } from '../context.ts'
import { readPassword } from '../password.ts'

/** The home's limit of a label. */
const MAX_DEVICE_NAME_CHARS = 64

type Given = Readonly<{ home: string; deviceName?: string; passwordStdin?: boolean }>
type RegisterGiven = Given & Readonly<{ invite?: string; displayName?: string }>

export async function register(
  context: Context,
  [name]: readonly [string],
  options: RegisterGiven,
): Promise<void> {
  const ask = { name: accountName(name), home: options.home, deviceName: deviceName(options) }
  const displayName = allowed(label, options.displayName ?? '', '--display-name')
  await context.connect()
  const password = await readPassword(context, {
    stdin: options.passwordStdin === true,
    isNew: true,
  })
  const account = await context.call('register', {
    ...ask,
    invite: options.invite ?? '',
    displayName,
    password,
  })
  say(context, account, 'registered and signed in')
}

export async function login(
  context: Context,
  [name]: readonly [string],
  options: Given,
): Promise<void> {
  const ask = { name: accountName(name), home: options.home, deviceName: deviceName(options) }
  await context.connect()
  const password = await readPassword(context, {
    stdin: options.passwordStdin === true,
    isNew: false,
  })
  say(context, await context.call('login', { ...ask, password }), 'signed in')
}

function deviceName(options: Given): string {
  if (options.deviceName !== undefined) return allowed(label, options.deviceName, '--device-name')
  return hostname().slice(0, MAX_DEVICE_NAME_CHARS).toWellFormed()
}

function say(context: Context, account: ControlAnswer<'whoami'>, how: string): void {
  context.out.result(account, () => `${how} as ${account.name}@${safeText(account.home)}`)
}
