/**
 * A program, run in a network namespace of its own: of the packets between nodes, and between them and their relay, so many
 * percent are dropped, while one file goes straight and another through the relay's store. Prints how many were dropped.
 */
import { execFileSync } from 'node:child_process'
import { FaultRig, MIB } from './fault-rig.ts'

const percent = Number(process.argv[2])
const seed = Number(process.argv[3])
const FILE = 12 * MIB

// Packets as small as on a real line.
execFileSync('ip', ['link', 'set', 'lo', 'mtu', '1500', 'up'])
await using rig = await FaultRig.start({ seed })
const { bob, straight, home } = rig.parts
const ports = `{ ${straight.port}, ${home.port} }`
const drop = `numgen random mod 100 < ${percent} counter name dropped drop`
const rules = `
  table inet lossy {
    counter dropped {}
    chain arriving {
      type filter hook input priority 0
      tcp dport ${ports} ${drop}
      tcp sport ${ports} ${drop}
    }
  }`
execFileSync('nft', ['--file', '-'], { input: rules })

const first = await rig.send(FILE)
await rig.accept(first)
await rig.arrived(first)

straight.close()
await bob.down()
const second = await rig.send(FILE)
await rig.untilStored(second)
await bob.up()
await rig.accept(second)
await rig.arrived(second)

const counters = execFileSync('nft', ['--json', 'list', 'counters'], { encoding: 'utf8' })
process.stdout.write(/"packets": (\d+)/.exec(counters)?.[1] ?? '')
