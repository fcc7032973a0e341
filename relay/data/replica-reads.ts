/**
 * The reads that a replica may answer: those that are many or large. All others ask the primary: what moves a cursor (the event log),
 * what says who may (sessions, passwords, invites), what comes before a write, and a row or two, which cost as much as asking how far
 * the primary is.
 */
export const REPLICA_READS = {
  history: 'pages of a conversation, up to 1 MiB each',
  friends: 'lists of friends, and friends as an event shows them',
  devices: 'cards of the devices of friends, up to 96 KiB for each friend',
  export: 'all that is held of a person',
  operator: 'lists of accounts, invites and reports',
} as const

export type ReplicaRead = keyof typeof REPLICA_READS
