import { test } from 'node:test'
import { openTempMariadb } from '../../support/mariadb.ts'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { spoolStoreContract } from './store-contract.ts'

const CANNOT = noMariadb()
if (CANNOT !== false) test('the spool on MariaDB', { skip: CANNOT }, () => undefined)
else spoolStoreContract('mariadb', openTempMariadb)
