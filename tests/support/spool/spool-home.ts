import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { Journal } from '../../../relay/data/journal.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'
import type { SpoolMeter } from '../../../relay/spool/ports.ts'
import { SqlSpoolStore } from '../../../relay/spool/data/sql-spool-store.ts'
import { MAX_SEALED_CHUNK_BYTES as CHUNK } from '../../../src/transfer/limits.ts'
import type { AccountId, SpoolId } from '../../../src/core/ids.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { befriend, join, type RelayTruth, relayTruth, testDevice } from '../relay-truth.ts'
import { TurnedClock } from '../turned-clock.ts'

export const DAY_MS = 24 * 3600_000
/** Of the tests' accounts: ten chunks more than the least an object needs to begin. */
export const STORED_LIMIT = 26 * CHUNK

export const UNMOVED: SpoolMeter = { spoolMoved: () => undefined, spoolLineEnded: () => undefined }

export type SpoolHome = Awaited<ReturnType<typeof spoolHome>>

/** Alice, whose friends Bob and Carol are; Mallory, whose friend nobody is; and the store of their spool. */
export async function spoolHome(sql: Sql) {
  const clock = new TurnedClock()
  const truth = relayTruth(sql, { clock })
  const [alice, bob, carol, mallory] = (await Promise.all(
    ['alice', 'bob', 'carol', 'mallory'].map((name, at) => join(truth, name, testDevice(at))),
  )) as [Session, Session, Session, Session]
  await befriend(truth, alice, bob)
  await befriend(truth, alice, carol)
  const store = new SqlSpoolStore(new Journal({ sql, clock, onCommitted: () => undefined }))
  const put = (
    who: Session,
    spool: SpoolId,
    given: Readonly<{ receivers?: readonly AccountId[]; chunks?: number; bytes?: number }> = {},
  ) => {
    const { receivers = [bob.account], chunks = 4, bytes = chunks * CHUNK } = given
    const nowMs = clock.nowMs()
    const terms = { storedLimitBytes: STORED_LIMIT, nowMs, expiresMs: nowMs + DAY_MS }
    return store.put(who, { spool, receivers, chunks, bytes }, terms)
  }
  const addAll = async (spool: SpoolId, indices: readonly number[], bytes: number = CHUNK) => {
    const nowMs = clock.nowMs()
    const chunks = indices.map((index) => {
      const blob = `blob ${index} of ${bytes}`
      return { index, blob, bytes, checksum: spoolChecksum.of(Uint8Array.of(index)) }
    })
    return (await store.add(spool, chunks, { nowMs, expiresMs: nowMs + DAY_MS })).added
  }
  const add = async (spool: SpoolId, index: number, bytes?: number) =>
    (await addAll(spool, [index], bytes))[0]
  return { truth, clock, store, alice, bob, carol, mallory, put, add, addAll }
}

export function newSpoolId(): SpoolId {
  return mintUuid({ clock: new TurnedClock(), random: systemRandom }) as SpoolId
}

/** Another device of that account, attached. */
export async function secondDevice(
  truth: RelayTruth,
  of: Session,
  number: number,
): Promise<Session> {
  const device = testDevice(number)
  await truth.devices.signIn(of.account, device, 'second')
  return truth.devices.openSession(device)
}
