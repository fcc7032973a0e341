import { test } from 'node:test'
import { noMariadb } from '../../support/mariadb-programs.ts'
import { openTempMariadb } from '../../support/temp-mariadb.ts'
import { TRUTH_SUITES } from './truth-suites.ts'

const CANNOT = noMariadb()
if (CANNOT !== false) test('the truth on MariaDB', { skip: CANNOT }, () => undefined)
else for (const suite of TRUTH_SUITES) suite('mariadb', openTempMariadb)
