import { openTempSqlite } from '../../support/temp-sqlite.ts'
import { accountsContract } from './accounts-contract.ts'
import { conversationsContract } from './conversations-contract.ts'
import { friendsContract } from './friends-contract.ts'
import { sqlContract } from './sql-contract.ts'

for (const suite of [sqlContract, accountsContract, friendsContract, conversationsContract]) {
  suite('sqlite', openTempSqlite)
}
