import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Node, startNode } from '../../node/app.ts'
import type { LineView } from '../../node/control/entity/nouns.ts'
import { openPrivateFolder } from '../../node/data/private-file.ts'
import { type AccountName, parseAccountName } from '../../src/core/ids.ts'
import { enrolProfile } from './enrolled-profile.ts'
import { temporaryFolder } from './temporary-folder.ts'

const signal = new AbortController().signal
export const PASSWORD = 'correct horse battery staple'

type Home = Readonly<{ addresses: readonly string[]; invite: string | undefined }>

/** A whole node in this process, on loopback and a profile of its own, with all that it told. */
export class TestNode implements AsyncDisposable {
  readonly name: AccountName
  readonly folder: string
  /** Of all its lives. */
  readonly lines: LineView[] = []
  readonly #temp: Disposable
  #node: Node | undefined
  #next = Promise.withResolvers<void>()

  private constructor(name: string, temp: ReturnType<typeof temporaryFolder>) {
    this.name = parseAccountName(name)
    this.#temp = temp
    this.folder = join(temp.path, 'profile')
  }

  /** Started, and signed in to nothing yet. */
  static async start(name: string): Promise<TestNode> {
    return await TestNode.#made(name, (made) => made.up())
  }

  /** Registered on this home, and online. */
  static async registered(name: string, home: Home, address = home.addresses[0] ?? '') {
    return await TestNode.#made(name, async (made) => {
      await made.up()
      const about = { displayName: '', deviceName: `${name}'s` }
      const invite = home.invite ?? ''
      const given = { name: made.name, home: address, invite, password: PASSWORD }
      await made.node.session.register({ ...given, ...about }, { signal })
    })
  }

  /** Of an account that was registered before it first started: many cost little. Online. */
  static async enrolled(name: string, home: Parameters<typeof enrolProfile>[1]['home']) {
    return await TestNode.#made(name, async (made) => {
      await enrolProfile(made.folder, { name: made.name, home })
      await made.up()
      await made.online()
    })
  }

  static async #made(name: string, begin: (made: TestNode) => Promise<void>): Promise<TestNode> {
    await using stack = new AsyncDisposableStack()
    const made = stack.use(new TestNode(name, temporaryFolder()))
    await openPrivateFolder(made.folder)
    const listen = 'listen: [/ip4/127.0.0.1/tcp/0]\nlogLevel: debug\n'
    writeFileSync(join(made.folder, 'config.yaml'), listen, { mode: 0o600 })
    await begin(made)
    stack.move()
    return made
  }

  get node(): Node {
    if (this.#node === undefined) throw new Error('the node is down')
    return this.#node
  }

  async up(): Promise<void> {
    this.#node = await startNode({
      ...{ folder: this.folder, chosen: true, version: '0.0.0' },
      onStop: () => {},
    })
    const { session, friends, chat, transfers, network } = this.#node
    const changed = () => {
      const told = this.#next
      this.#next = Promise.withResolvers()
      told.resolve()
    }
    chat.onLine((line) => {
      this.lines.push(line)
      changed()
    })
    session.onLink(changed)
    friends.onChange(changed)
    transfers.onChange(changed)
    network.onConnect(changed)
    network.onDisconnect(changed)
  }

  async down(): Promise<void> {
    const node = this.#node
    this.#node = undefined
    await node?.[Symbol.asyncDispose]()
  }

  /** Looked at again after everything that this node tells. */
  async until(holds: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      const { promise } = this.#next
      if (await holds()) return
      await promise
    }
  }

  async online(): Promise<void> {
    await this.until(() => this.node.session.online)
  }

  async login(home: Home): Promise<void> {
    const address = home.addresses[0] ?? ''
    const given = { name: this.name, home: address, password: PASSWORD, deviceName: 'second' }
    await this.node.session.login(given, { signal })
  }

  /** Both ways, until both know. */
  async befriend(other: TestNode): Promise<void> {
    await this.node.friends.request(other.name, '', { signal })
    await other.node.friends.accept(this.name, { signal })
    await this.until(() => this.node.friends.byName(other.name)?.state === 'friend')
  }

  /** Texts of the newest page, mine marked with `>`. */
  async page(other: TestNode): Promise<readonly string[]> {
    const { lines } = await this.node.chat.history(other.name, { limit: 100 }, { signal })
    return lines.map((line) => `${line.mine ? '>' : ''}${line.text}`)
  }

  /** The texts that came from others, in order, over all its lives. */
  heard(): readonly string[] {
    return this.lines.filter((line) => !line.mine).map((line) => line.text)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down()
    this.#temp[Symbol.dispose]()
  }
}
