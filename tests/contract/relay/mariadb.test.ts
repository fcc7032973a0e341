import { test } from 'node:test'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { openTempMariadb } from '../../support/temp-mariadb.ts'
import { accountsContract } from './accounts-contract.ts'
import { conversationsContract } from './conversations-contract.ts'
import { friendsContract } from './friends-contract.ts'
import { sqlContract } from './sql-contract.ts'

const CANNOT = noMariadb()
if (CANNOT !== false) test('the truth on MariaDB', { skip: CANNOT }, () => undefined)
else {
  for (const suite of [sqlContract, accountsContract, friendsContract, conversationsContract]) {
    suite('mariadb', openTempMariadb)
  }
}
