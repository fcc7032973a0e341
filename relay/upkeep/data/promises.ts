import type { Tx } from '../../data/sql.ts'
import { MAX_TOLD_PROBLEMS } from '../limits.ts'
import { checkColdHistory, checkLogs, checkMessages, checkSpool } from './check-counts.ts'
import { checkEvents, checkReferences } from './check-references.ts'
import { checkMembers } from './check-members.ts'

export type Problem = Readonly<{ table: string; id: string; what: string }>
export type Tell = (table: string, id: string, what: string) => void
export type Verdict = Readonly<{ problems: readonly Problem[]; more: number }>

const CHECKS = [
  ...[checkMessages, checkColdHistory, checkLogs, checkSpool],
  ...[checkMembers, checkReferences, checkEvents],
]

/** What a home promises of its data (design.md, messages), looked at in one snapshot, a page at a time. @throws StoreError */
export async function checkPromises(tx: Tx): Promise<Verdict> {
  const problems: Problem[] = []
  let more = 0
  const tell: Tell = (table, id, what) => {
    if (problems.length < MAX_TOLD_PROBLEMS) problems.push({ table, id, what })
    else more++
  }
  for (const check of CHECKS) await check(tx, tell)
  return { problems, more }
}
