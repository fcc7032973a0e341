import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Level } from 'level'
import { LevelTransferStore } from '../../node/transfer/data/level-transfer-store.ts'
import { boundText } from '../../node/transfer/entity/bound-offer.ts'
import { keyBytes, type SpoolKey } from '../../node/transfer/entity/spool-key.ts'
import { manifestOf, type TransferRecord } from '../../node/transfer/entity/transfer-record.ts'
import { spoolChecksum } from '../../src/transfer/data/spool-checksum.ts'
import type { AccountName, TransferId } from '../../src/core/ids.ts'
import { openPeerCard } from '../../src/identity/data/sealed-peer-card.ts'
import { sealBox } from '../../src/identity/data/sealed-box.ts'
import { type DeviceKey, makeDeviceKey } from '../../src/net/device-key.ts'
import { sha256Hasher } from '../../src/system/hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { AeadSeal } from '../../src/transfer/data/aead-seal.ts'
import { fileRootBuilder } from '../../src/transfer/data/unixfs-root.ts'
import { SEAL_KEY_BYTES } from '../../src/transfer/limits.ts'
import { decodeChatBody, encodeChatBody } from '../../src/wire/chat-codec.ts'
import { type Homing } from '../support/homing-process.ts'
import { RelayEyes } from '../support/relay-eyes.ts'
import type { RelayProcess } from '../support/relay-process.ts'
import { ask, untilState, untilTransfer } from '../support/transfer-watch.ts'
import { twoFriends } from '../support/two-friends.ts'

const BOB = 'bob' as AccountName
const CANARY = 'the canary of this test sings in the clear'
/** One chunk, so that a wrong key is tried quickly. */
const CONTENT = Buffer.from(`${CANARY}\n`.repeat(50))

describe('a relay that looks at all it has, and changes what it likes', () => {
  const stack = new AsyncDisposableStack()
  let relay: RelayProcess
  let eyes: RelayEyes
  let alice: Homing
  let bob: Homing
  let folder: string

  before(async () => {
    ;({ alice, bob, relay, folder } = stack.use(await twoFriends()))
    eyes = new RelayEyes(relay)
    const into = ['--into', join(folder, 'in'), '--create']
    await bob.ok(['rules', 'set', 'alice', '--up-to', '1GB', ...into])
  })
  after(() => stack.disposeAsync())

  /** Bob is away, all of it lies in the spool, and Alice is gone. */
  async function stored(name: string): Promise<TransferRecord & Readonly<{ spool: SpoolKey }>> {
    const path = join(folder, name)
    await writeFile(path, CONTENT)
    await bob.ok(['down'])
    const { id } = await ask(alice, 'sendFile', { name: BOB, path })
    await untilTransfer(alice, id, ({ code }) => code === 'stored')
    await alice.ok(['down'])
    const record = await recordOf(alice, id)
    assert.ok(record.spool !== undefined)
    return { ...record, spool: record.spool }
  }

  test('finds neither the content nor its key in files, database and log, and nothing that opens a chunk', async () => {
    const { id, spool } = await stored('film.txt')
    const key = keyBytes(spool.key)
    assertHidden(eyes, key)

    const chunk = await readFile(eyes.chunkPath(spool.id, 0))
    const opens = (candidate: Uint8Array) => {
      try {
        // A copy: it is opened where it lies.
        return sealOf(spool.id, candidate).open(0, Uint8Array.from(chunk))
      } catch {
        return undefined
      }
    }
    assert.ok(opens(key) && Buffer.from(opens(key) as Uint8Array).includes(CANARY))
    const bodies = eyes.values().filter((value) => value.includes(spool.id))
    assert.ok(bodies.length > 0, 'the offer is among what was looked at')
    for (const candidate of eyes.values().flatMap(keysIn)) assert.equal(opens(candidate), undefined)

    await bob.ok(['up', '--detach'])
    assert.equal((await untilState(bob, id, 'done')).path, 'spool')
    await alice.ok(['up', '--detach'])
    await untilState(alice, id, 'done')
    assert.deepEqual(await readFile(join(folder, 'in', 'film.txt')), CONTENT)
    await bob.ok(['down'])
    assert.equal((await recordOf(bob, id)).spool?.key, spool.key)
    assertHidden(eyes, key)
    await bob.ok(['up', '--detach'])
  })

  test('puts its own content and key in their place, and bob takes neither: it comes straight, as offered', async () => {
    const record = await stored('paper.txt')
    await relay.stop()
    await substitute(eyes, record)
    await relay.start()
    await bob.ok(['up', '--detach'])
    const refused = await untilTransfer(bob, record.id, ({ code }) => code === 'spool-key-refused')
    assert.equal(refused.state, 'waiting')
    assert.equal(refused.verifiedBytes, 0)
    await alice.ok(['up', '--detach'])
    const done = await untilState(bob, record.id, 'done')
    assert.notEqual(done.path, 'spool')
    assert.deepEqual(await readFile(join(folder, 'in', 'paper.txt')), CONTENT)
  })
})

function assertHidden(eyes: RelayEyes, key: Uint8Array): void {
  const secrets = [
    Buffer.from(CANARY),
    Buffer.from(key),
    ...(['hex', 'base64', 'base64url'] as const).map((form) =>
      Buffer.from(Buffer.from(key).toString(form).replace(/=+$/, '')),
    ),
  ]
  const seen = eyes.everything()
  assert.ok(seen.length > 5)
  for (const { path, bytes } of seen) {
    for (const [at, secret] of secrets.entries()) {
      assert.ok(!bytes.includes(secret), `secret ${at} is in ${path}`)
    }
  }
}

/** Whatever could be a key in it: each 32 bytes that stand beside each other, as they are and as text. */
function keysIn(value: Buffer): readonly Uint8Array[] {
  const windows = (bytes: Buffer) =>
    Array.from({ length: Math.max(0, bytes.length - SEAL_KEY_BYTES + 1) }, (_, at) =>
      bytes.subarray(at, at + SEAL_KEY_BYTES),
    )
  const texts = value.toString('latin1').match(/[A-Za-z0-9_+/-]{43,}/g) ?? []
  const decoded = texts.flatMap((text) => [
    Buffer.from(text, 'base64'),
    Buffer.from(text, 'base64url'),
    Buffer.from(text, 'hex'),
  ])
  return [value, ...decoded].flatMap(windows)
}

function sealOf(spool: string, key: Uint8Array): AeadSeal {
  return new AeadSeal({ random: systemRandom }, { key, spool, chunkCount: 1 })
}

/** All that a relay can do to look right: its own chunk and last word, and their key sealed for bob in Alice’s name. */
async function substitute(
  eyes: RelayEyes,
  record: TransferRecord & Readonly<{ spool: SpoolKey }>,
): Promise<void> {
  const { spool, id: transfer } = record
  const key = systemRandom.bytes(SEAL_KEY_BYTES)
  const evil = CONTENT.map((byte) => byte ^ 1)
  const chunk = sealOf(spool.id, key).seal(0, evil)
  await writeFile(eyes.chunkPath(spool.id, 0), chunk)
  const builder = fileRootBuilder({ hasher: sha256Hasher })
  builder.add(sha256Hasher.digest(evil), [evil.length])
  const evilRoot = await builder.root({ signal: AbortSignal.timeout(10_000) })
  const end = sealOf(spool.id, key).sealEnd({ root: evilRoot, size: evil.length, chunkCount: 1 })
  using db = eyes.open()
  db.prepare('UPDATE spool_chunks SET digest = ? WHERE object_id = ?').run(
    spoolChecksum.of(chunk),
    spool.id,
  )
  db.prepare('UPDATE spool_objects SET sealed_end = ? WHERE id = ?').run(end, spool.id)

  const row = db
    .prepare('SELECT conversation_id, seq, device_id, body FROM messages ORDER BY seq DESC')
    .all()
    .find(({ body }) => Buffer.from(body as Uint8Array).includes(transfer))
  assert.ok(row !== undefined)
  const content = decodeChatBody(row['body'] as Uint8Array)
  assert.ok(content.kind === 'offer' && content.value.spool !== undefined)
  const manifest = manifestOf(record)
  assert.ok(manifest.kind === 'file')
  const offer = { transfer, spool: spool.id, manifest }
  const mallory = await makeDeviceKey()
  const asAlice = { ...mallory, deviceId: row['device_id'] as DeviceKey['deviceId'] }
  const keys = []
  for (const { device } of content.value.spool.keys) {
    const card = db.prepare('SELECT card FROM devices WHERE id = ?').get(device)?.['card']
    const { sealingKey } = await openPeerCard(card as Uint8Array, device)
    assert.ok(sealingKey !== undefined)
    const boxed = { purpose: 'homing-spool-key/1', bound: boundText(offer) }
    const sealed = await sealBox(asAlice, { device, sealingKey }, key, boxed)
    assert.ok(sealed !== undefined)
    keys.push({ device, sealed })
  }
  const value = { ...content.value, spool: { spool: spool.id, keys } }
  db.prepare('UPDATE messages SET body = ? WHERE conversation_id = ? AND seq = ?').run(
    encodeChatBody({ kind: 'offer', value }),
    row['conversation_id'] as string,
    row['seq'] as number,
  )
}

async function recordOf(node: Homing, id: TransferId): Promise<TransferRecord> {
  const db = new Level<string, string>(join(node.folder, 'store'))
  try {
    const all = await new LevelTransferStore(db).transfers()
    const record = all.find((each) => each.id === id)
    assert.ok(record !== undefined)
    return record
  } finally {
    await db.close()
  }
}
