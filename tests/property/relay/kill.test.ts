import { join } from 'node:path'
import { test } from 'node:test'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { relayTruth } from '../../support/relay-truth.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { checkAnswers, prepareHome, sendAndKill } from './answered.ts'
import { Dice } from '../../support/dice.ts'

const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const KILLS = IS_NIGHTLY ? 100 : 5

test(`${KILLS} times kill -9 while messages are stored: what was answered is there, once, in order`, async (t) => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'relay.sqlite')
  const dice = new Dice(Number(process.env['HOMING_SEED'] ?? 1))
  const answered = new Map<number, number>()
  const conversation = await prepareHome(file)
  for (let kill = 0; kill < KILLS; kill++) {
    const first = Math.max(0, ...answered.keys()) + 100
    await sendAndKill({ file, first, answers: 1 + dice.below(60), heard: answered })
    await using sql = await openSqlite(file)
    await checkAnswers(relayTruth(sql), conversation, answered)
  }
  t.diagnostic(`${answered.size} answers`)
})
