import { deviceOf, FakeHome } from './fake-home.ts'
import { nodeRig, type RigOptions } from './node-rig.ts'
import { seededRandom } from './seeded-random.ts'
import { swiftClock } from './swift-clock.ts'
import { temporaryFolder } from './temporary-folder.ts'

type PairOptions = Readonly<{ taker?: NonNullable<RigOptions['taker']> }>

/** Alice and bob, friends on one home in memory, each with a node that is online. */
export async function nodePair(options: PairOptions = {}) {
  await using stack = new AsyncDisposableStack()
  const rigs = stack.use(new AsyncDisposableStack())
  const home = new FakeHome()
  const [alice, bob] = [home.add('alice'), home.add('bob')]
  const conversation = home.befriend(alice, bob)
  const parts = { home, clock: swiftClock(50), random: seededRandom(1), ...options }
  const open = async (person: typeof alice, n: number) => {
    const { path: folder } = rigs.use(temporaryFolder())
    const rig = rigs.use(await nodeRig({ ...parts, folder, person, device: deviceOf(n) }))
    await rig.until(() => rig.session.online && rig.friends.list().length === 1)
    return rig
  }
  const [a, b] = [await open(alice, 1), await open(bob, 2)]
  const held = stack.move()
  return {
    ...{ home, alice, bob, conversation, a, b, open },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
