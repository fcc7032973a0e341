import { sqliteHome } from '../../support/temp-home.ts'
import { acrossContract, backupContract } from './backup-contract.ts'
import { migrationsContract } from './migrations-contract.ts'
import { promisesContract } from './promises-contract.ts'
import { schemaContract } from './schema-contract.ts'

backupContract('sqlite', sqliteHome)
acrossContract('sqlite to sqlite', sqliteHome, sqliteHome)
promisesContract('sqlite', sqliteHome)
migrationsContract('sqlite', sqliteHome)
schemaContract('sqlite', sqliteHome)
