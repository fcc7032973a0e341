/** Files that never were: each breaks one rule, and the test must say which. */
export type VirtualFile = Readonly<{ name: string; path: string; source: string }>
type Violation = VirtualFile & Readonly<{ expected: RegExp }>

const imports = (specifier: string) => `import { x } from '${specifier}'\nexport const y = x\n`

export const VIOLATIONS: readonly Violation[] = [
  {
    name: 'core imports a feature',
    path: 'src/core/ids.ts',
    source: imports('../transfer/entity/offer.ts'),
    expected: /core imports entity/,
  },
  {
    name: 'core imports a built-in module',
    path: 'src/core/ids.ts',
    source: imports('node:crypto'),
    expected: /core imports node:crypto/,
  },
  {
    name: 'an entity imports a package',
    path: 'src/chat/entity/message.ts',
    source: imports('protobufjs/minimal.js'),
    expected: /entity imports protobufjs/,
  },
  {
    name: 'an entity imports the domain, for a type only',
    path: 'src/transfer/entity/offer.ts',
    source: "import type { Sender } from '../domain/sender.ts'\nexport type X = Sender\n",
    expected: /entity imports domain/,
  },
  {
    name: 'the domain imports its adapter',
    path: 'src/transfer/domain/sender.ts',
    source: imports('../data/framed-channel.ts'),
    expected: /domain imports data/,
  },
  {
    name: 'the domain imports an adapter by a dynamic import',
    path: 'src/transfer/domain/sender.ts',
    source: "export const load = () => import('../data/framed-channel.ts')\n",
    expected: /domain imports data/,
  },
  {
    name: 'the domain exports from an adapter',
    path: 'src/transfer/domain/sender.ts',
    source: "export { FramedChannel } from '../data/framed-channel.ts'\nexport const y = 1\n",
    expected: /domain imports data/,
  },
  {
    name: 'the domain names the type of an adapter in place',
    path: 'src/transfer/domain/sender.ts',
    source: "export type X = import('../data/framed-channel.ts').FramedChannel\n",
    expected: /domain imports data/,
  },
  {
    name: 'the domain imports the wire',
    path: 'node/chat/domain/outbox.ts',
    source: imports('../../../src/wire/chat-codec.ts'),
    expected: /domain imports wire/,
  },
  {
    name: 'the domain imports a package',
    path: 'relay/accounts/domain/accounts.ts',
    source: imports('@serenity-kit/opaque'),
    expected: /domain imports @serenity-kit\/opaque/,
  },
  {
    name: 'the domain imports a built-in module',
    path: 'node/transfer/domain/pulls.ts',
    source: imports('node:fs/promises'),
    expected: /domain imports node:fs/,
  },
  {
    name: 'limits import an entity',
    path: 'src/transfer/limits.ts',
    source: imports('./entity/chunk-plan.ts'),
    expected: /limits imports entity/,
  },
  {
    name: 'an entity imports the errors of its feature',
    path: 'src/transfer/entity/chunk-plan.ts',
    source: imports('../errors.ts'),
    expected: /entity imports errors/,
  },
  {
    name: 'ports import an adapter',
    path: 'relay/friends/ports.ts',
    source: imports('./data/sql-friend-store.ts'),
    expected: /ports imports data/,
  },
  {
    name: 'the wire imports libp2p',
    path: 'src/wire/home-codec.ts',
    source: imports('@libp2p/interface'),
    expected: /libp2p is for src\/net/,
  },
  {
    name: 'the wire imports a domain',
    path: 'src/wire/transfer-codec.ts',
    source: imports('../transfer/domain/sender.ts'),
    expected: /wire imports domain/,
  },
  {
    name: 'net imports a use case',
    path: 'src/net/host.ts',
    source: imports('../transfer/domain/sender.ts'),
    expected: /net imports domain/,
  },
  {
    name: 'an adapter imports libp2p',
    path: 'node/session/data/home-line.ts',
    source: imports('libp2p'),
    expected: /libp2p is for src\/net/,
  },
  {
    name: 'the root imports libp2p',
    path: 'node/app.ts',
    source: imports('@chainsafe/libp2p-yamux'),
    expected: /libp2p is for src\/net/,
  },
  {
    name: 'src imports the node',
    path: 'src/transfer/data/framed-channel.ts',
    source: imports('../../../node/transfer/data/disk-source.ts'),
    expected: /src imports node/,
  },
  {
    name: 'the node imports the relay',
    path: 'node/app.ts',
    source: imports('../relay/app.ts'),
    expected: /node imports relay/,
  },
  {
    name: 'the relay imports the node, for a type only',
    path: 'relay/edge/home-link.ts',
    source: "import type { X } from '../../node/session/entity/link-state.ts'\nexport type Y = X\n",
    expected: /relay imports node/,
  },
  {
    name: 'a feature imports the domain of another',
    path: 'node/chat/domain/chat.ts',
    source: imports('../../session/domain/session.ts'),
    expected: /feature chat imports domain of feature session/,
  },
  {
    name: 'a feature imports the adapters of another',
    path: 'relay/friends/data/sql-friend-store.ts',
    source: imports('../../accounts/data/sql-account-store.ts'),
    expected: /feature friends imports data of feature accounts/,
  },
  {
    name: 'a feature imports a value from the ports of another',
    path: 'relay/friends/domain/friends.ts',
    source: imports('../../accounts/ports.ts'),
    expected: /feature friends imports ports of feature accounts/,
  },
  {
    name: 'a use case imports the root',
    path: 'node/chat/domain/chat.ts',
    source: imports('../../app.ts'),
    expected: /domain imports root/,
  },
  {
    name: 'the edge imports a store',
    path: 'relay/edge/home-link.ts',
    source: imports('../data/sql.ts'),
    expected: /edge imports data/,
  },
  {
    name: 'a use case opens the database',
    path: 'relay/friends/domain/friends.ts',
    source: imports('kysely'),
    expected: /SQL is for data/,
  },
  {
    name: 'the root opens the database itself',
    path: 'relay/app.ts',
    source: imports('node:sqlite'),
    expected: /SQL is for data/,
  },
  {
    name: 'SQL outside of data',
    path: 'relay/app.ts',
    source: 'export const sql = `SELECT id, name\n  FROM accounts WHERE id = ?`\n',
    expected: /holds SQL/,
  },
  {
    name: 'generated code imported past its door',
    path: 'src/wire/home-codec.ts',
    source: imports('./generated/homing.js'),
    expected: /generated code is imported through/,
  },
  {
    name: 'generated code imported outside of the wire',
    path: 'node/session/data/home-line.ts',
    source: imports('../../../src/wire/generated/homing.js'),
    expected: /generated code is imported through/,
  },
  {
    name: 'a relative import without .ts',
    path: 'src/core/ids.ts',
    source: imports('./shape'),
    expected: /names the file with \.ts/,
  },
  {
    name: 'an import of a computed name',
    path: 'node/app.ts',
    source: 'export const load = (name: string) => import(name)\n',
    expected: /computed name/,
  },
  {
    name: 'a file with no place',
    path: 'src/transfer/things.ts',
    source: 'export const x = 1\n',
    expected: /no place/,
  },
  {
    name: 'a default export',
    path: 'node/app.ts',
    source: 'export default function app() {}\n',
    expected: /default export/,
  },
  {
    name: 'a barrel by star',
    path: 'src/transfer/entity/offer.ts',
    source: "export * from './manifest.ts'\n",
    expected: /barrel/,
  },
  {
    name: 'a barrel by names',
    path: 'src/transfer/entity/offer.ts',
    source: "export { a } from './a.ts'\nexport { b } from './b.ts'\n",
    expected: /barrel/,
  },
  {
    name: 'a barrel by its file name',
    path: 'src/transfer/entity/index.ts',
    source: 'export const x = 1\n',
    expected: /barrel/,
  },
  {
    name: 'a name that says nothing',
    path: 'node/chat/domain/message-utils.ts',
    source: 'export const x = 1\n',
    expected: /says nothing/,
  },
  {
    name: 'a file that is too long',
    path: 'node/chat/domain/chat.ts',
    source: 'export {}\n'.repeat(301),
    expected: /has 301 lines/,
  },
  {
    name: 'the domain reads the clock of the machine',
    path: 'node/chat/domain/chat.ts',
    source: 'export const now = () => Date.now()\n',
    expected: /asks the machine: Date\.now/,
  },
  {
    name: 'an entity reads the date of the machine',
    path: 'src/chat/entity/message.ts',
    source: 'export const now = () => new Date()\n',
    expected: /asks the machine: new Date/,
  },
  {
    name: 'the domain sets a timer',
    path: 'node/chat/domain/chat.ts',
    source: 'export const later = (work: () => void) => setTimeout(work, 1)\n',
    expected: /asks the machine: setTimeout/,
  },
  {
    name: 'the domain asks the environment',
    path: 'node/chat/domain/chat.ts',
    source: "export const home = () => process.env['HOME']\n",
    expected: /asks the machine: process/,
  },
]

export const ALLOWED: readonly VirtualFile[] = [
  {
    name: 'an entity imports the entity of another feature',
    path: 'src/chat/entity/chat-body.ts',
    source: imports('../../transfer/entity/manifest.ts'),
  },
  {
    name: 'an entity is checked against the limits of a shared feature',
    path: 'node/control/entity/nouns.ts',
    source: imports('../../../src/chat/limits.ts'),
  },
  {
    name: 'the edge of the relay calls the use cases of a feature',
    path: 'relay/edge/home-link.ts',
    source: imports('../presence/domain/presence.ts'),
  },
  {
    name: 'a feature answers the port that another declares',
    path: 'node/transfer/domain/post.ts',
    source: "import type { X } from '../../chat/ports.ts'\nexport type Y = X\n",
  },
  {
    name: 'an adapter of the node answers the port of the shared feature',
    path: 'node/transfer/data/disk-source.ts',
    source: "import type { X } from '../../../src/transfer/ports.ts'\nexport type Y = X\n",
  },
  {
    name: 'an adapter imports the store that all adapters of its program share',
    path: 'relay/friends/data/sql-friend-store.ts',
    source: imports('../../data/sql.ts'),
  },
  {
    name: 'an adapter seals and opens peer cards',
    path: 'node/friends/data/signed-cards.ts',
    source: imports('../../../src/identity/data/sealed-peer-card.ts'),
  },
  {
    name: 'the root imports what it puts together',
    path: 'relay/app.ts',
    source: imports('./friends/data/sql-friend-store.ts'),
  },
  {
    name: 'a date made of a given moment is no question to the machine',
    path: 'src/chat/entity/message.ts',
    source: 'export const text = (ms: number) => new Date(ms).toISOString()\n',
  },
]
