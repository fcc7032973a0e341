import { describe, test } from 'node:test'
import { isCaught, type Mutant } from '../../support/mutant-run.ts'

/** Programs that break one promise each, and the fault test that must notice. Which row of the matrix each is of: tests/README.md. */
const MUTANTS: Readonly<Record<string, Mutant>> = {
  'a node that keeps what it has of a file in memory only': {
    file: 'node/transfer/data/chunk-set-store.ts',
    from: 'await this.#digests.put(keyOf(transfer, index), leaves)',
    to: 'void leaves',
    by: ['tests/integration/transfer/kill.test.ts', 'times at random, on either side'],
    caught: /were verified, 0 were left/,
  },
  'a relay that acknowledges a chunk before it has stored it': {
    file: 'relay/spool/domain/spool-sink.ts',
    from: 'await this.#store(chunk, placement, options)',
    to: 'setTimeout(() => void this.#store(chunk, placement, options).catch(() => undefined), 500)',
    by: ['tests/integration/relay-spool/kill.test.ts', 'a relay that is killed in the middle'],
    caught: /chunks are there, \d+ bytes acked/,
  },
  'a folder that is given a name again because nobody looks for the noted one': {
    file: 'node/transfer/data/tree-sink-open.ts',
    from: 'const intent = await deps.chunks.commitIntent(transferId)',
    to: 'const intent = await Promise.resolve(undefined)',
    by: ['tests/integration/transfer/folder-crash.test.ts', 'a commit that was killed when'],
    caught: /AssertionError/,
  },
  'a node that opens its next stream on a link that is as dead as the last one': {
    file: 'src/net/host.ts',
    from: 'if (held.heardAtMs <= sinceMs)',
    to: 'if (held.heardAtMs <= sinceMs && sinceMs < 0)',
    by: ['tests/integration/net/line.test.ts', 'takes its link along'],
    caught: /TimeoutError/,
  },
  'a node that keeps half-open links': {
    file: 'src/net/link-silence.ts',
    from: 'nowMs - link.heardAtMs >= LINK_SILENCE_MS',
    to: 'nowMs - link.heardAtMs >= 1000 * LINK_SILENCE_MS',
    by: ['tests/integration/net/line.test.ts', 'is cut after the silence, on both sides'],
    caught: /TimeoutError/,
  },
  'a receiver that takes a full disk for a broken one': {
    file: 'node/transfer/data/disk-failure.ts',
    from: "const FULL = ['ENOSPC', 'EDQUOT']",
    to: 'const FULL = []',
    by: ['tests/integration/transfer/trouble.test.ts', 'a disk that is full in the middle'],
    caught: /disk-full/,
  },
  'a receiver that looks at its disk only when it is full': {
    file: 'node/transfer/data/disk-sink.ts',
    from: 'if (freeBytes < wantedBytes + KEEP_FREE_BYTES)',
    to: 'if (freeBytes < 0)',
    by: ['tests/integration/transfer/trouble.test.ts', 'too little room, known beforehand'],
    caught: /disk-full/,
  },
  'a sender that stops when its disk keeps no digests': {
    file: 'src/transfer/domain/source-holder.ts',
    from: 'await this.#deps.ledger.record(index, leaves).catch(() => undefined)',
    to: 'await this.#deps.ledger.record(index, leaves)',
    by: ['tests/integration/transfer/stop-and-resume.test.ts', 'whose disk keeps no digests'],
    caught: /'stopped'/,
  },
  'a spool that begins what has no room': {
    file: 'relay/spool/entity/quota.ts',
    from: 'return limitBytes - heldBytes >= Math.min(missingBytes, MIN_ROOM_BYTES)',
    to: 'return limitBytes - heldBytes >= -missingBytes - MIN_ROOM_BYTES',
    by: ['tests/integration/relay-spool/trouble.test.ts', 'a full account is refused with a code'],
    caught: /AssertionError/,
  },
  'a spool that counts nothing': {
    file: 'relay/spool/domain/quotas.ts',
    from: 'return this.#used.monthBytes + this.#reservedBytes >=',
    to: 'return 0 >=',
    by: ['tests/integration/relay-spool/trouble.test.ts', 'a used-up month pauses the line'],
    caught: /AssertionError/,
  },
  'a spool that fills its disk': {
    file: 'relay/spool/domain/quotas.ts',
    from: 'return this.#free.bytes >= this.minFreeBytes',
    to: 'return this.#free.bytes >= 0',
    by: ['tests/integration/relay-spool/trouble.test.ts', 'a disk with too little free space'],
    caught: /AssertionError/,
  },
  'a receiver that believes what a chunk says of itself': {
    file: 'src/transfer/domain/plain-opener.ts',
    from: "digest)) {\n      throw new TransferError('BAD_CHUNK', 'a chunk without its digest')",
    to: "digest) && index < 0) {\n      throw new TransferError('BAD_CHUNK', 'a chunk without its digest')",
    by: ['tests/property/transfer/mutation.test.ts', 'mutated transfers each ends byte-exact'],
    caught: /bad-chunk never happened/,
  },
  'a receiver that opens a sealed chunk and does not look at its seal': {
    file: 'src/transfer/data/aead-seal.ts',
    from: 'throw notSealed({ cause })',
    to: 'void cause',
    by: ['tests/unit/transfer/aead-seal.test.ts', 'substitute: no byte can be changed'],
    caught: /Missing expected exception/,
  },
  'a receiver that believes its own partial file': {
    file: 'node/transfer/data/disk-sink.ts',
    from: 'return readAgain(this.#deps, staged, { entries, unread: this.#unread })',
    to: 'return staged && readAgain ? entries : entries',
    by: ['tests/integration/transfer/stop-and-resume.test.ts', 'a byte that flips'],
    caught: /AssertionError/,
  },
  'a relay that believes its own disk': {
    file: 'relay/spool/domain/shelf.ts',
    from: 'isWhole = isThere && checksum.fits(bytes, chunk.checksum)',
    to: 'isWhole = isThere',
    by: ['tests/integration/relay-spool/trouble.test.ts', 'a flipped byte on the disk is never'],
    caught: /AssertionError|timed out/,
  },
  'a sender that does not look whether its file is still the one': {
    file: 'node/transfer/data/disk-source.ts',
    from: 'if (!stats.isFile() || identityOf(stats) !== identity) throw changed()',
    to: 'if (!stats.isFile() && identityOf(stats) !== identity) throw changed()',
    by: [
      'tests/integration/transfer/trouble.test.ts',
      'while it is sent is never passed off as whole',
    ],
    caught: /AssertionError/,
  },
  'a node that takes a path for a name': {
    file: 'src/transfer/entity/safe-name.ts',
    from: "if (name.includes('/') || name.startsWith('\\\\')) return 'path'",
    to: "if (name.startsWith('\\\\')) return 'path'",
    by: ['tests/property/transfer/safe-name.test.ts', 'hostile names none escapes'],
    caught: /Property failed/,
  },
}

describe('each fault test notices the program that it is there for', { concurrency: 2 }, () => {
  for (const [name, mutant] of Object.entries(MUTANTS)) {
    test(name, async (t) => await isCaught(t, mutant))
  }
})
