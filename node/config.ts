import { isAbsolute } from 'node:path'
import { parse } from 'yaml'
import {
  choice,
  count,
  defaulted,
  flag,
  list,
  type Of,
  optional,
  type Shape,
  ShapeError,
  shape,
  strictRecord,
  text,
} from '../src/core/shape.ts'
import { LOG_LEVELS } from '../src/system/log.ts'
import { readPrivateFile } from './data/private-file.ts'
import { NodeError } from './errors.ts'
import { type AtOnce, USUAL_AT_ONCE } from './transfer/entity/at-once.ts'
import { MAX_AT_ONCE, MAX_AT_ONCE_PER_FRIEND } from './transfer/limits.ts'

/** A node listens and is told under a handful of addresses; a card holds 16. */
const MAX_ADDRESSES = 16

const multiaddr = text({
  min: 1,
  max: 256,
  pattern: /^\/[!-~]+$/,
  allowed: 'a multiaddr such as /ip4/0.0.0.0/tcp/4801',
})

const absolutePath: Shape<string> = shape('an absolute path', (value, path) => {
  if (typeof value !== 'string' || !isAbsolute(value))
    throw new ShapeError(path, 'an absolute path')
  return value
})

function slots(usual: AtOnce['down']): Shape<AtOnce['down']> {
  return strictRecord({
    total: defaulted(count({ min: 1, max: MAX_AT_ONCE }), usual.total),
    perFriend: defaulted(count({ min: 1, max: MAX_AT_ONCE_PER_FRIEND }), usual.perFriend),
  })
}

/** `config.yaml` in the profile. Every key may be left out. */
export const nodeConfig = strictRecord({
  /** Where received files go. */
  downloads: optional(absolutePath),
  /** Where other nodes can reach this one. Without it: every interface, on ports that are free and then kept. */
  listen: optional(list(multiaddr, { max: MAX_ADDRESSES })),
  /** What friends are told instead of the addresses of the interfaces, such as a forwarded port of a router. */
  announce: defaulted(list(multiaddr, { max: MAX_ADDRESSES }), []),
  /** How many transfers move at once: in each direction, in all and with one friend. */
  transfers: defaulted(
    strictRecord({
      down: defaulted(slots(USUAL_AT_ONCE.down), USUAL_AT_ONCE.down),
      up: defaulted(slots(USUAL_AT_ONCE.up), USUAL_AT_ONCE.up),
    }),
    USUAL_AT_ONCE,
  ),
  /** Friends are not to learn where this node is: it listens nowhere, dials its home alone, and files go through the relay. */
  spoolOnly: defaulted(flag, false),
  logLevel: defaulted(choice(...LOG_LEVELS), 'info'),
})
export type NodeConfig = Of<typeof nodeConfig>

/** @throws NodeError BAD_CONFIG that names the key and what is allowed. */
export async function readConfig(path: string): Promise<NodeConfig> {
  const bytes = await readPrivateFile(path)
  try {
    return nodeConfig.check(parse(new TextDecoder().decode(bytes)) ?? {}, '')
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause
    throw new NodeError('BAD_CONFIG', `${path}: ${cause.message}`, {
      cause,
      advice: 'correct that line, or remove the file: every key may be left out',
    })
  }
}
