export interface ClockMeter {
  clockJumped(direction: 'forward' | 'back'): void
}

/** The clock that all relays of a home can ask: the database server's. */
export interface SharedClock {
  /** Milliseconds since 1970. */
  nowMs(): Promise<number>
}
