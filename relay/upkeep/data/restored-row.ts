import { RESTORE_STEP } from '../../../src/home/limits.ts'
import type { TableName } from '../../data/table-keys.ts'
import type { Row } from '../../data/table-pages.ts'

/**
 * What must not be as it was. Sessions, routes and cursors of the time after the backup are still about, at relays, in Redis and on nodes.
 * Epochs go on above all of them, so that they are powerless; and each log begins anew above all cursors, empty, so that no device takes
 * what comes next for what it has already: every one takes a snapshot.
 */
export function restoredRow(table: TableName, row: Row): Row {
  switch (table) {
    case 'devices':
      return { ...row, epoch: Number(row['epoch']) + RESTORE_STEP }
    case 'account_logs': {
      const usn = Number(row['head_usn']) + RESTORE_STEP
      return { ...row, head_usn: usn, floor_usn: usn }
    }
    default:
      return row
  }
}
