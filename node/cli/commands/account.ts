import { momentText } from '../../../src/system/quantities.ts'
import { safeText } from '../../../src/system/safe-text.ts'
import { table } from '../../../src/system/table.ts'
import { accountLines } from '../account-lines.ts'
import { wholeNumber } from '../arguments.ts'
import type { Context } from '../context.ts'

/** What one invite may be worth; the control API's limit. */
const MAX_INVITE_USES = 1000

export async function logout(context: Context): Promise<void> {
  await context.call('logout', {})
  context.out.result({ signedOut: true }, () => 'signed out')
}

export async function whoami(context: Context): Promise<void> {
  const account = await context.call('whoami', {})
  context.out.result(account, () => accountLines(account))
}

export async function invite(
  context: Context,
  _: readonly [],
  options: Readonly<{ uses: string }>,
): Promise<void> {
  const uses = wholeNumber(options.uses, { option: '--uses', min: 1, max: MAX_INVITE_USES })
  const made = await context.call('invite', { uses })
  context.out.result(made, () => [
    made.code,
    '',
    `good for ${made.uses}, until ${momentText(made.expiresMs, Date.now())}. To use it:`,
    `  homing register <name> --home ${safeText(made.home)} --invite ${made.code}`,
  ])
}

export async function listDevices(context: Context): Promise<void> {
  const found = await context.call('devices', {})
  const nowMs = Date.now()
  const rows = found.devices.map((device) => [
    safeText(device.name),
    `…${device.device.slice(-8)}`,
    device.current ? 'this one' : '',
    device.online ? 'online' : momentText(device.lastSeenMs, nowMs),
    momentText(device.sinceMs, nowMs),
  ])
  context.out.result(found, () => table(['NAME', 'ID', '', 'SEEN', 'SINCE'], rows))
}

export async function logoutDevice(context: Context, [device]: readonly [string]): Promise<void> {
  await context.call('revokeDevice', { device: device.replace(/^…/, '') })
  context.out.result({ loggedOut: device }, () => `${safeText(device)} was logged out`)
}
