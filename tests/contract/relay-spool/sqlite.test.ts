import { openTempSqlite } from '../../support/temp-sqlite.ts'
import { spoolStoreContract } from './store-contract.ts'

spoolStoreContract('sqlite', openTempSqlite)
