import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { progressText } from '../../../node/cli/transfer-text.ts'
import { transferView } from '../../../node/control/entity/nouns.ts'
import { AutoAccept } from '../../../node/transfer/domain/auto-accept.ts'
import { type Surroundings, viewOf } from '../../../node/transfer/domain/transfer-view.ts'
import { totalBytesOf, type TransferRecord } from '../../../node/transfer/entity/transfer-record.ts'
import { MAX_FILE_BYTES } from '../../../src/transfer/limits.ts'
import { aRecord, queueRig } from './queue-rig.ts'

/** Of which the listing is as large as what it lists. */
const SMALL_FILES: Partial<TransferRecord> = {
  file: { name: 'many', size: 1000, mtimeMs: 0, mode: 0 },
  listing: { entries: 9, chunkCount: 2, listingBytes: 1000, digest: '0f'.repeat(32) },
}
const ALONE = { tries: [] } as unknown as Surroundings

describe('the bytes of a folder', () => {
  test('are those of its listing too, so that no progress is above all of it', () => {
    const state = { kind: 'moving', path: 'lan', haveBytes: 1500 } as const
    const view = viewOf(aRecord({ ...SMALL_FILES, state }), ALONE)
    assert.deepEqual([view.verifiedBytes, view.totalBytes], [1500, 2000])
    assert.match(progressText(view), /75 % {2}1\.5 kB of 2\.0 kB/)
  })

  test('are those that were chosen, once they are known', () => {
    const state = { kind: 'moving', path: 'lan', haveBytes: 2000 } as const
    const view = viewOf(aRecord({ ...SMALL_FILES, chosenBytes: 1200, state }), ALONE)
    assert.deepEqual([view.verifiedBytes, view.totalBytes], [1200, 1200])
  })

  test('stay a whole number, whatever a friend says they are', () => {
    const file = { name: 'vast', size: MAX_FILE_BYTES, mtimeMs: 0, mode: 0 }
    const record = aRecord({ ...SMALL_FILES, file })
    assert.equal(totalBytesOf(record), MAX_FILE_BYTES)
    assert.equal(transferView.check(viewOf(record, ALONE), '').totalBytes, MAX_FILE_BYTES)
  })

  test('are what a rule keeps room for, and what is promised already', async () => {
    const rig = await queueRig()
    const rule = { answer: 'accept', keepFreeBytes: 0 }
    const room = 64 * 1024 * 1024 + 3999
    const deps = { ...rig, rules: { for: () => rule }, disk: { freeBytes: async () => room } }
    const localTime = () => ({ day: 'mon', minute: 0 })
    const rules = new AutoAccept({ ...deps, localTime } as never, { downloads: '/downloads' })
    const state = { kind: 'waiting', for: 'answer', haveBytes: 0 } as const
    await rig.book.add(aRecord({ ...SMALL_FILES, folder: '/downloads' }))
    const offered = aRecord({ ...SMALL_FILES, state, folder: undefined })
    await rig.book.add(offered)
    await rules.consider(offered.id)
    assert.equal(rig.book.get(offered.id)?.note, 'rule-no-space')
  })
})
