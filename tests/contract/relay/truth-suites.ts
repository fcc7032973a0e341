import { accountsContract } from './accounts-contract.ts'
import { adminContract } from './admin-contract.ts'
import { coldContract } from './cold-contract.ts'
import { conversationsContract } from './conversations-contract.ts'
import { deletionContract } from './deletion-contract.ts'
import { exportContract } from './export-contract.ts'
import { friendsContract } from './friends-contract.ts'
import { quotaContract } from './quota-contract.ts'
import { reportsContract } from './reports-contract.ts'
import { sqlContract } from './sql-contract.ts'
import { statementsContract } from './statements-contract.ts'

/** What every engine of the truth must do. */
export const TRUTH_SUITES = [
  sqlContract,
  statementsContract,
  accountsContract,
  adminContract,
  exportContract,
  deletionContract,
  quotaContract,
  friendsContract,
  reportsContract,
  conversationsContract,
  coldContract,
]
