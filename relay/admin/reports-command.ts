import { MAX_ADMIN_PAGE } from '../accounts/limits.ts'
import type { ReportState, ReportView } from '../reports/entity/report-view.ts'
import { allPages, askOf } from './asks.ts'
import type { Given, Result } from './commands.ts'
import { closedReportLines, reportLines, reportsTable } from './report-texts.ts'
import { AdminUsage } from './usage.ts'

export const REPORTS_ARGS = '[open | closed | show <report> | close <report> <note>]'
const USAGE = `usage: relay admin reports ${REPORTS_ARGS}`

export async function reportsCommand({ client, args, nowMs }: Given): Promise<Result> {
  const [deed = 'open', report, ...words] = args
  switch (deed) {
    case 'open':
    case 'closed': {
      if (report !== undefined) throw new AdminUsage(USAGE)
      const reports = await listed(client, deed)
      return {
        json: { reports },
        lines: reports.length === 0 ? [`no report is ${deed}`] : reportsTable(reports, nowMs),
      }
    }
    case 'show': {
      if (words.length > 0) throw new AdminUsage(USAGE)
      const found = await client.ask('report', askOf('report', { report }))
      return { json: found, lines: reportLines(found, nowMs) }
    }
    case 'close': {
      const ask = askOf('closeReport', { report, note: words.join(' ') })
      const closed = await client.ask('closeReport', ask)
      return { json: closed, lines: closedReportLines(closed) }
    }
    default:
      throw new AdminUsage(`${deed}: unknown; known: open, closed, show, close`)
  }
}

function listed(client: Given['client'], state: ReportState): Promise<readonly ReportView[]> {
  return allPages<ReportView>((after) =>
    client.ask('reports', { state, after: after?.report ?? '', limit: MAX_ADMIN_PAGE }),
  )
}
