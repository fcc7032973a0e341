import { openTempSqlite } from '../../support/temp-sqlite.ts'
import { accountsContract } from './accounts-contract.ts'
import { adminContract } from './admin-contract.ts'
import { deletionContract } from './deletion-contract.ts'
import { exportContract } from './export-contract.ts'
import { conversationsContract } from './conversations-contract.ts'
import { friendsContract } from './friends-contract.ts'
import { sqlContract } from './sql-contract.ts'

const SUITES = [
  sqlContract,
  accountsContract,
  adminContract,
  exportContract,
  deletionContract,
  friendsContract,
  conversationsContract,
]
for (const suite of SUITES) suite('sqlite', openTempSqlite)
