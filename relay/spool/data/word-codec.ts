import { accountId, deviceId, spoolId } from '../../../src/core/ids.ts'
import { count, flag, list, oneCase, record, ShapeError, text } from '../../../src/core/shape.ts'
import { type HintBatch, MAX_HINTS } from '../../data/hint-channel.ts'
import type { Ending, SpoolWord } from '../entity/spool-word.ts'

/** Chunks of one word: what is more goes in several. */
export const MAX_WORD_CHUNKS = 1_000

const indices = list(count(), { max: MAX_WORD_CHUNKS })
const ending = oneCase({
  dropped: record({ spool: spoolId, account: accountId, isWhole: flag }),
  unfriended: record({ one: accountId, other: accountId }),
  'logged-out': record({ device: deviceId }),
  blocked: record({ account: accountId }),
  deleted: record({ account: accountId }),
})
const word = oneCase({
  added: record({ spool: spoolId, indices }),
  removed: record({ spool: spoolId, owner: accountId, indices, isWhole: flag }),
  awaited: record({ spool: spoolId, owner: accountId, device: deviceId, index: count() }),
  over: ending,
})
const batch = record({ from: text({ max: 64 }), words: list(word, { max: MAX_HINTS }) })

export function encodeWords({ from, hints }: HintBatch<SpoolWord>): string {
  return JSON.stringify({ from, words: hints.map(plainWord) })
}

/** Undefined for what no relay of this version wrote. */
export function decodeWords(message: string): HintBatch<SpoolWord> | undefined {
  try {
    const { from, words } = batch.check(JSON.parse(message), '')
    return { from, hints: words.map(wordOf) }
  } catch (err) {
    if (err instanceof ShapeError || err instanceof SyntaxError) return undefined
    throw err
  }
}

function plainWord({ kind, ...value }: SpoolWord) {
  return { [kind]: 'ending' in value ? plainEnding(value.ending) : value }
}

function plainEnding({ kind, ...value }: Ending) {
  return { [kind]: value }
}

function wordOf({ kind, value }: ReturnType<typeof word.check>): SpoolWord {
  if (kind !== 'over') return { kind, ...value } as SpoolWord
  return { kind, ending: { kind: value.kind, ...value.value } as Ending }
}
