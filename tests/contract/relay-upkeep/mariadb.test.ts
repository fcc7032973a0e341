import { test } from 'node:test'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { mariadbHome, sqliteHome } from '../../support/temp-home.ts'
import { acrossContract, backupContract } from './backup-contract.ts'
import { migrationsContract } from './migrations-contract.ts'
import { promisesContract } from './promises-contract.ts'
import { schemaContract } from './schema-contract.ts'

const CANNOT = noMariadb()
if (CANNOT !== false) test('upkeep on MariaDB', { skip: CANNOT }, () => undefined)
else {
  backupContract('mariadb', mariadbHome)
  acrossContract('mariadb to mariadb', mariadbHome, mariadbHome)
  acrossContract('sqlite to mariadb', sqliteHome, mariadbHome)
  acrossContract('mariadb to sqlite', mariadbHome, sqliteHome)
  promisesContract('mariadb', mariadbHome)
  migrationsContract('mariadb', mariadbHome)
  schemaContract('mariadb', mariadbHome)
}
