import assert from 'node:assert/strict'
import { sha256Hasher } from '../../src/system/hasher.ts'
import type { Outcome } from '../../src/transfer/domain/outcome.ts'
import type { ChannelMessage, StopCode } from '../../src/transfer/entity/messages.ts'
import type { Root } from '../../src/transfer/entity/root.ts'
import { CHUNK_BYTES } from '../../src/transfer/limits.ts'
import type { TransferChannel } from '../../src/transfer/ports.ts'

const open = { signal: new AbortController().signal }
export const OTHER_ROOT = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' as Root

/** One end of a line that follows no rules but its own. */
export type Scene = Readonly<{
  channel: TransferChannel
  content: Buffer
  begin: ChannelMessage
  /** Between the end of the act and the stop. */
  heard: readonly string[]
  say(message: ChannelMessage): Promise<void>
  /** Until the peer has said this. */
  hear(kind: ChannelMessage['kind']): Promise<void>
  /** Until the peer stops: what it said. */
  hearStop(): Promise<StopCode>
}>

export function scene(channel: TransferChannel, content: Buffer, begin: ChannelMessage): Scene {
  const heard: string[] = []
  return {
    channel,
    content,
    begin,
    heard,
    say: (message) => channel.send(message, open),
    async hear(kind) {
      for (;;) if ((await channel.receive(open))?.kind === kind) return
    },
    async hearStop() {
      for (;;) {
        const message = await channel.receive(open)
        if (message === undefined) assert.fail('the peer left without a word')
        if (message.kind === 'stop') return message.value.code
        heard.push(message.kind)
      }
    },
  }
}

/** Says what it is told, and hears the reason. */
export async function settled(hostile: Scene, outcome: Promise<Outcome>) {
  const code = await hostile.hearStop()
  await hostile.channel.finish()
  assert.partialDeepStrictEqual(await outcome, { kind: 'stopped', by: 'us', code })
  return code
}

export function chunkOf(
  content: Buffer,
  index: number,
): Extract<ChannelMessage, { kind: 'chunk' }> {
  const bytes = content.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)
  const digest = sha256Hasher.digest(bytes)
  return { kind: 'chunk', value: { index, length: bytes.length, digest, form: 'bytes' }, bytes }
}
