import type { ReportId } from '../../src/core/ids.ts'
import type { Ask } from '../../src/home/entity/calls.ts'
import type { AdminPage, Paged } from '../accounts/admin-ports.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { ReportDetails, ReportState, ReportView } from './entity/report-view.ts'

/** Every method is one transaction. */
export interface ReportStore {
  /**
   * One is open for each pair: what the reporter says again takes the place of what they said.
   * @throws HomeRefusal yourself; no-relation, also for who does not exist; too-many-reports.
   */
  report(caller: Caller, said: Ask<'reportAccount'>, facts: NewReport): Promise<void>
  /** How many wait for the operator. */
  open(): Promise<number>
  /** Oldest first, those after the id `after`. */
  page(state: ReportState, page: AdminPage): Promise<Paged<ReportView>>
  /** @throws AdminRefusal unknown-report. */
  find(report: ReportId): Promise<ReportDetails>
  /**
   * A repeated close keeps its moment, and says what was done anew. Those closed long ago are forgotten.
   * @throws AdminRefusal unknown-report.
   */
  close(report: ReportId, note: string, nowMs: number): Promise<ReportView>
}

export type NewReport = Readonly<{ id: ReportId; nowMs: number; mostOpen: number }>
