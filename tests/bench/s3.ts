/**
 * A spool in a bucket: what a node uploads to it and downloads from it, against bare loops of the S3 client that put and get the same
 * bytes, in the same run. Ceph's gateway over a store in memory, the relay and both nodes share this machine.
 *   node tests/bench/s3.ts [MiB] [rounds]
 */
import { randomBytes } from 'node:crypto'
import type { S3 } from '../../relay/data/s3.ts'
import { WINDOW_CHUNKS } from '../../src/transfer/limits.ts'
import { put, type SpoolRig, spoolRig } from '../integration/relay-spool/spool-rig.ts'
import { makeBucket, openS3, s3Access } from '../support/open-s3.ts'
import { noS3 } from '../support/s3-programs.ts'
import { S3Server } from '../support/s3-server.ts'
import { memoryFolder } from '../support/temp-sqlite.ts'
import { MemorySink, sealedContent, UploadHolder } from '../support/spool/spool-peer.ts'

const MIB = 1024 * 1024
const AT_ONCE = [1, 4, WINDOW_CHUNKS]
const BODY = randomBytes(MIB)
const INTO = new Uint8Array(MIB)

if (noS3() !== false) throw new Error(String(noS3()))
await using server = await S3Server.start()
const access = s3Access(server)
await makeBucket(access)
await compare(Number(process.argv[2] ?? 128), Number(process.argv[3] ?? 3))

async function compare(chunks: number, rounds: number): Promise<void> {
  using s3 = await openS3(access)
  const rates = new Map<string, number[]>()
  const timed = async (name: string, work: () => Promise<void>) => {
    const beganMs = performance.now()
    await work()
    const rate = chunks / ((performance.now() - beganMs) / 1000)
    rates.set(name, [...(rates.get(name) ?? []), rate])
  }
  await using bucket = await spoolRig({ s3: { ...access, prefix: 'homing/' } })
  using folder = memoryFolder()
  await using disk = await spoolRig({ folder: folder.path })
  for (let round = 0; round < rounds; round++) {
    for (const atOnce of AT_ONCE) {
      await timed(`put, ${atOnce} at once`, () => loop(chunks, atOnce, (at) => putOne(s3, at)))
      await timed(`get, ${atOnce} at once`, () => loop(chunks, atOnce, (at) => getOne(s3, at)))
    }
    await throughSpool(disk, chunks, (way, work) => timed(`disk, ${way}`, work))
    await throughSpool(bucket, chunks, (way, work) => timed(`bucket, ${way}`, work))
  }
  tell(rates)
}

async function throughSpool(
  { alice, bob, bobId }: SpoolRig,
  chunks: number,
  timed: (way: string, work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const content = sealedContent(chunks, MIB)
  const { spool, ticket } = await put(alice, content, [bobId])
  await timed('upload', async () => {
    await alice.upload(spool, new UploadHolder(content), ticket)
  })
  await timed('download', async () => {
    await bob.download(spool, new MemorySink(content))
  })
}

async function putOne(s3: S3, at: number): Promise<void> {
  await s3.ask({ use: 'put', method: 'PUT', key: `bare/${at}`, body: BODY })
}

async function getOne(s3: S3, at: number): Promise<void> {
  await s3.ask({ use: 'get', method: 'GET', key: `bare/${at}`, into: INTO })
}

async function loop(count: number, atOnce: number, work: (at: number) => Promise<void>) {
  let next = 0
  const lane = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

function tell(rates: ReadonlyMap<string, readonly number[]>): void {
  const rateOf = (name: string) => median(rates.get(name) ?? [])
  const best = (kind: string) =>
    Math.max(...AT_ONCE.map((atOnce) => rateOf(`${kind}, ${atOnce} at once`)))
  for (const name of rates.keys()) console.log(name.padEnd(18), `${rateOf(name).toFixed(0)} MiB/s`)
  for (const [way, kind] of [
    ['upload', 'put'],
    ['download', 'get'],
  ] as const) {
    const rate = rateOf(`bucket, ${way}`)
    const [bare, disk] = [best(kind), rateOf(`disk, ${way}`)].map((other) =>
      (rate / other).toFixed(2),
    )
    console.log(
      `${way}: ${bare} of the best bare loop, ${disk} of the same relay on a disk in memory`,
    )
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
