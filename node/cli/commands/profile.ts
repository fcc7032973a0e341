import type { Shape } from '../../../src/core/shape.ts'
import { label, note, phone } from '../../../src/home/entity/nouns.ts'
import { PictureError } from '../../profiles/errors.ts'
import { accountLines } from '../account-lines.ts'
import { allowed } from '../arguments.ts'
import { CliError } from '../cli-error.ts'
import type { Context } from '../context.ts'

export async function show(context: Context): Promise<void> {
  const account = await context.call('whoami', {})
  context.out.result(account, () => accountLines(account))
}

type Changes = Readonly<{
  displayName?: string
  signature?: string
  region?: string
  phone?: string
  sharePhone?: boolean
}>

export async function set(context: Context, _: readonly [], options: Changes): Promise<void> {
  if (Object.keys(options).length === 0) {
    throw new CliError('usage', 'nothing is to be changed', { advice: 'homing help profile set' })
  }
  const account = await context.call('setProfile', {
    displayName: optional(label, options.displayName, '--display-name'),
    signature: optional(note, options.signature, '--signature'),
    region: optional(label, options.region, '--region'),
    phone: optional(phone, options.phone, '--phone'),
    sharePhone: options.sharePhone,
  })
  context.out.result(account, () => accountLines(account))
}

export async function avatar(
  context: Context,
  [file]: readonly [string | undefined],
  options: Readonly<{ remove?: boolean }>,
): Promise<void> {
  if ((file === undefined) !== (options.remove === true)) {
    throw new CliError('usage', 'a picture, or --remove', {
      advice: 'homing profile avatar <file>, or: homing profile avatar --remove',
    })
  }
  // Before the work: who is signed out, or has no node, should not wait for it.
  const client = await context.connect()
  const ask = file === undefined ? { small: '', large: '' } : await picturesOf(file)
  const account = await client.call('setAvatar', ask, { signal: context.signal })
  const done = file === undefined ? 'your picture is gone' : 'your friends see the new picture'
  context.out.result(account, () => done)
}

async function picturesOf(file: string) {
  const { makePictures } = await import('../../profiles/data/make-pictures.ts')
  try {
    const { small, large } = await makePictures(file)
    return { small: small.toBase64(), large: large.toBase64() }
  } catch (cause) {
    if (!(cause instanceof PictureError)) throw cause
    const { code, advice, message } = cause
    const exit = code === 'UNREADABLE' ? 'not-found' : code === 'NOT_AVAILABLE' ? 'failed' : 'usage'
    throw new CliError(exit, message, { cause, advice, reason: code })
  }
}

function optional(shape: Shape<string>, value: string | undefined, option: string) {
  return value === undefined ? undefined : allowed(shape, value, option)
}
