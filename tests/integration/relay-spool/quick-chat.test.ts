import assert from 'node:assert/strict'
import { test } from 'node:test'
import { befriend } from '../../support/home-client.ts'
import { MemorySink, sealedContent, UploadHolder } from '../../support/spool/spool-peer.ts'
import { messageId, said } from '../relay/relay-messages.ts'
import { put, spoolRig } from './spool-rig.ts'

const MIB = 1024 * 1024
/** On a machine that is busy with other tests too; a request that waits for a line of a hundred megabytes takes seconds. */
const QUICK_MS = 250

test('chat stays quick while the relay moves bytes, also with a reader that does not read', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(80, MIB)
  const carol = await rig.peer('carol')
  const { conversation, other } = await befriend(rig.alice.client, carol.client, 'carol')
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId, other])
  const over = new AbortController()
  const slow = new MemorySink(content)
  const never = Promise.withResolvers<void>()
  slow.onWrite = () => never.promise
  const stuck = carol.download(spool, slow, { signal: over.signal })
  const moving = Promise.all([
    rig.alice.upload(spool, new UploadHolder(content), ticket),
    rig.bob.download(spool, new MemorySink(content)),
  ])
  let isMoving = true
  void moving.then(() => (isMoving = false))
  const times: number[] = []
  while (isMoving) {
    const beganMs = performance.now()
    await carol.client.ask('sendMessage', { conversation, id: messageId(), body: said('hello') })
    times.push(performance.now() - beganMs)
    // As fast as a person never types, within the rate of an account.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const outcomes = await moving
  assert.deepEqual(
    outcomes.map((each) => each.kind),
    ['stored', 'verified'],
  )
  never.resolve()
  over.abort(new Error('enough'))
  await stuck
  const sorted = times.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  assert.ok(sorted.length > 10 && median < QUICK_MS, `median ${median} ms of ${sorted.length}`)
})
