import { accountsContract } from './accounts-contract.ts'
import { adminContract } from './admin-contract.ts'
import { coldContract } from './cold-contract.ts'
import { conversationsContract } from './conversations-contract.ts'
import { deletionContract } from './deletion-contract.ts'
import { exportContract } from './export-contract.ts'
import { friendsContract } from './friends-contract.ts'
import { sqlContract } from './sql-contract.ts'

/** What every engine of the truth must do. */
export const TRUTH_SUITES = [
  sqlContract,
  accountsContract,
  adminContract,
  exportContract,
  deletionContract,
  friendsContract,
  conversationsContract,
  coldContract,
]
