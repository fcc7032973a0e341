import { openTempSqlite } from '../../support/temp-sqlite.ts'
import { TRUTH_SUITES } from './truth-suites.ts'

for (const suite of TRUTH_SUITES) suite('sqlite', openTempSqlite)
