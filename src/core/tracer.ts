/** Gives the work on one request a name of its own, which every log line that is written meanwhile carries. */
export interface Tracer {
  run<T>(work: () => T): T
}
