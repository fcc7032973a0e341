import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Resident, sendSparse } from '../support/sparse-transfer.ts'

/**
 * Memory of two real nodes while one sends the other a sparse file: idle, and the most that each ever held.
 *   node tests/bench/memory.ts [gigabytes …]        (1 20)
 */
const sizes = process.argv.slice(2).map(Number)
const folder = await mkdtemp(join(tmpdir(), 'homing-memory-'))
try {
  for (const gigabytes of sizes.length > 0 ? sizes : [1, 20]) {
    const { sender, receiver, seconds, bytes } = await sendSparse(folder, gigabytes * 1e9)
    const rate = Math.round(bytes / seconds / 1e6)
    console.log(`${gigabytes} GB in ${seconds.toFixed(0)} s, ${rate} MB/s`)
    console.log(`  sender   ${words(sender)}`)
    console.log(`  receiver ${words(receiver)}`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

function words({ idleMb, peakMb }: Resident): string {
  return `${idleMb} MB idle, ${peakMb} MB at most, ${(peakMb / idleMb).toFixed(2)} of idle`
}
