import type { Background } from '../src/core/background.ts'
import type { Clock } from '../src/core/clock.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Random } from '../src/core/random.ts'
import type { LiveConfig } from './config/live-config.ts'
import type { Bucket } from './bucket.ts'
import type { RelayConfig } from './config.ts'
import type { HomeFolder } from './folder/data/home-folder.ts'
import type { Hints } from './hints.ts'
import type { Load } from './load/domain/load.ts'
import type { Meter } from './operator.ts'

/** What the parts of a relay stand on. */
export type Foundation = Readonly<{
  config: RelayConfig
  live: LiveConfig
  folder: HomeFolder
  clock: Clock
  random: Random
  log: Logger
  background: Background
  meter: Meter
  hints: Hints
  load: Load
  /** Undefined: bytes lie in folders of this machine. */
  bucket: Bucket | undefined
}>
