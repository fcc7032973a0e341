import type { Tx } from '../../data/sql.ts'
import { pagesOf, type Row } from '../../data/table-pages.ts'
import type { Tell } from './promises.ts'

type Member = Readonly<{ account_id: string; delivered_seq: number; read_seq: number }>

/** A conversation has its two members, and nobody has received or read more than there is. */
export async function checkMembers(tx: Tx, tell: Tell): Promise<void> {
  for await (const page of pagesOf(tx, 'conversations')) {
    const members = await membersOf(tx, page)
    for (const conversation of page) {
      const id = String(conversation['id'])
      const problem = memberProblem(conversation, members.get(id) ?? [])
      if (problem !== undefined) tell('conversations', id, problem)
    }
  }
}

function memberProblem(conversation: Row, members: readonly Member[]): string | undefined {
  const { low_id, high_id, head_seq } = conversation as Record<string, string>
  const found = new Set(members.map((member) => member.account_id))
  if (found.size !== 2 || !found.has(low_id ?? '') || !found.has(high_id ?? '')) {
    return 'has other members than its pair'
  }
  const head = Number(head_seq)
  const isAhead = members.some((each) => each.delivered_seq > head || each.read_seq > head)
  return isAhead ? 'has a receipt above its head' : undefined
}

async function membersOf(
  tx: Tx,
  page: readonly Row[],
): Promise<ReadonlyMap<string, readonly Member[]>> {
  const rows = await tx
    .selectFrom('conversation_members')
    .select(['conversation_id', 'account_id', 'delivered_seq', 'read_seq'])
    .where(
      'conversation_id',
      'in',
      page.map((conversation) => String(conversation['id'])),
    )
    .execute()
  return Map.groupBy(rows, (row) => row.conversation_id)
}
