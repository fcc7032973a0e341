import { test } from 'node:test'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { openTempMariadb } from '../../support/temp-mariadb.ts'
import { spoolStoreContract } from './store-contract.ts'

const CANNOT = noMariadb()
if (CANNOT !== false) test('the spool on MariaDB', { skip: CANNOT }, () => undefined)
else spoolStoreContract('mariadb', openTempMariadb)
