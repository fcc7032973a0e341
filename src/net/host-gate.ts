import type { DeviceId } from '../core/ids.ts'

/** Who may come in, and what for. */
export type HostGate = Readonly<{
  /** Asked when somebody knocks, before anything is done for them: a refused one is cut. Absent: everybody may. */
  mayKnock?(): boolean
  /** Asked when a peer has proved its identity, in both directions: a refused one is cut at once. */
  mayConnect(remote: DeviceId): boolean
  /** Asked for each inbound stream before anything of it is read: a refused one is reset. */
  mayOpen(remote: DeviceId, protocol: string): boolean
}>
