import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What is read when somebody asks. */
export type Readings = Readonly<Record<keyof typeof GAUGES, () => number | Promise<number>>>

const GAUGES = {
  homing_links: 'Live connections of devices.',
  homing_sessions: 'Devices with a session.',
  homing_spool_lines: 'Streams that move sealed chunks.',
  homing_spool_free_bytes: 'Bytes that the spool may still take from its disk or store.',
  homing_replicas_away: 'Replicas of the database that are configured and left out now.',
  homing_shed:
    'How much is turned away: 0 nothing, 1 all of the first kind, 2 also all of the last.',
  homing_late_transactions: 'Transactions that wait for the database for half a second or more.',
  homing_free_memory_bytes: 'Memory left to this process, at the last look.',
  homing_redis_away: '1 while a Redis is configured and cannot be relied on.',
  homing_redis_deaf_channels: 'Channels in which other relays are not heard.',
  homing_clock_ahead_seconds: 'Of the clock of this machine before that of the database server.',
  homing_open_reports: 'Reports of people that wait for the operator, at the last look.',
  homing_s3_away: '1 while S3 is configured and the last request failed.',
} as const

/** Calls and transactions: from what SQLite answers to what a person calls slow. Seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the relay counts of itself, for Prometheus. Dashboards and alerts rest on these names: relay/OPERATORS.md lists them. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #calls: Counter<'call' | 'outcome'>
  readonly #callSeconds: Histogram<'call'>
  readonly #transactionSeconds: Histogram<'kind'>
  readonly #transactionFailures: Counter<'kind' | 'code'>
  readonly #limited: Counter<'rate'>
  readonly #redisSeconds: Histogram<'use'>
  readonly #redisFailures: Counter<'use' | 'code'>
  readonly #replicaReads: Counter<'read' | 'outcome'>
  readonly #segmentFailures: Counter<'code'>
  readonly #slowStatements: Counter
  readonly #turnedAway: Counter<'what'>
  readonly #s3Seconds: Histogram<'use'>
  readonly #s3Failures: Counter<'use' | 'code'>
  readonly #migrations: Counter<'how'>
  readonly #clockJumps: Counter<'direction'>
  readonly #spoolLines: Counter<'op' | 'outcome'>
  readonly #spoolBytes: Counter<'direction' | 'way'>

  constructor(facts: Readonly<{ version: string }>) {
    const registers = [this.#registry]
    collectDefaultMetrics({ register: this.#registry })
    new Gauge({
      name: 'homing_build_info',
      help: 'The version that runs, as a label.',
      labelNames: ['version'],
      registers,
    }).set({ version: facts.version }, 1)
    this.#calls = new Counter({
      name: 'homing_calls_total',
      help: 'Calls of nodes that were tried, by outcome: ok or the code of the refusal.',
      labelNames: ['call', 'outcome'],
      registers,
    })
    this.#callSeconds = new Histogram({
      name: 'homing_call_seconds',
      help: 'From a request to its answer.',
      labelNames: ['call'],
      buckets: BUCKETS,
      registers,
    })
    this.#transactionSeconds = new Histogram({
      name: 'homing_transaction_seconds',
      help: 'Of the database, from being asked for to the commit: read or write.',
      labelNames: ['kind'],
      buckets: BUCKETS,
      registers,
    })
    this.#transactionFailures = new Counter({
      name: 'homing_transaction_failures_total',
      help: 'Transactions that the database could not do, by code.',
      labelNames: ['kind', 'code'],
      registers,
    })
    this.#limited = new Counter({
      name: 'homing_rate_limited_total',
      help: 'Requests that were turned away, by the limit of relay/limits/entity/rates.ts.',
      labelNames: ['rate'],
      registers,
    })
    this.#redisSeconds = new Histogram({
      name: 'homing_redis_seconds',
      help: 'Answers of Redis, by what it was asked for: routes, buckets or doorbell.',
      labelNames: ['use'],
      buckets: BUCKETS,
      registers,
    })
    this.#redisFailures = new Counter({
      name: 'homing_redis_failures_total',
      help: 'What Redis could not do, or was not asked because it is away, by code.',
      labelNames: ['use', 'code'],
      registers,
    })
    this.#replicaReads = new Counter({
      name: 'homing_replica_reads_total',
      help: 'Reads that a replica may answer, by outcome: replica, or why the primary did.',
      labelNames: ['read', 'outcome'],
      registers,
    })
    this.#segmentFailures = new Counter({
      name: 'homing_segment_failures_total',
      help: 'Segments of cold history that were not written or read, by code.',
      labelNames: ['code'],
      registers,
    })
    this.#slowStatements = new Counter({
      name: 'homing_slow_statements_total',
      help: 'Statements of the database that took longer than slow.statementMs; the log has them.',
      registers,
    })
    this.#turnedAway = new Counter({
      name: 'homing_turned_away_total',
      help: 'Calls, lines of the spool and connections turned away because there was too much to do.',
      labelNames: ['what'],
      registers,
    })
    this.#s3Seconds = new Histogram({
      name: 'homing_s3_seconds',
      help: 'Answers of S3, by what it was asked for: put, get, delete, list or look.',
      labelNames: ['use'],
      buckets: BUCKETS,
      registers,
    })
    this.#s3Failures = new Counter({
      name: 'homing_s3_failures_total',
      help: 'Requests that S3 did not do, each try counted, by code.',
      labelNames: ['use', 'code'],
      registers,
    })
    this.#migrations = new Counter({
      name: 'homing_migrations_total',
      help: 'At the start: migrations applied, finished after another relay, or done elsewhere meanwhile.',
      labelNames: ['how'],
      registers,
    })
    this.#clockJumps = new Counter({
      name: 'homing_clock_jumps_total',
      help: 'How often the clock of this machine was set by two seconds or more.',
      labelNames: ['direction'],
      registers,
    })
    this.#spoolLines = new Counter({
      name: 'homing_spool_lines_ended_total',
      help: 'Streams of sealed chunks that ended: put or get, and how, or the code of why not.',
      labelNames: ['op', 'outcome'],
      registers,
    })
    this.#spoolBytes = new Counter({
      name: 'homing_spool_bytes_total',
      help: 'Bytes of sealed chunks, in or out, by way: relay, or direct between a node and the bucket.',
      labelNames: ['direction', 'way'],
      registers,
    })
  }

  /** From now on these are read whenever somebody asks. */
  watch(readings: Readings): void {
    for (const [name, help] of Object.entries(GAUGES)) {
      const read = readings[name as keyof Readings]
      const gauge = new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          this.set(await read())
        },
      })
      this.#registry.registerMetric(gauge)
    }
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics()
  }

  answered(call: string, outcome: string, ms: number): void {
    this.#calls.inc({ call, outcome })
    this.#callSeconds.observe({ call }, ms / 1000)
  }

  limited(rate: string): void {
    this.#limited.inc({ rate })
  }

  transacted(kind: string, ms: number): void {
    this.#transactionSeconds.observe({ kind }, ms / 1000)
  }

  transactionFailed(kind: string, code: string): void {
    this.#transactionFailures.inc({ kind, code })
  }

  redisAnswered(use: string, ms: number): void {
    this.#redisSeconds.observe({ use }, ms / 1000)
  }

  slowStatement(): void {
    this.#slowStatements.inc()
  }

  shed(what: string): void {
    this.#turnedAway.inc({ what })
  }

  redisFailed(use: string, code: string): void {
    this.#redisFailures.inc({ use, code })
  }

  segmentFailed(code: string): void {
    this.#segmentFailures.inc({ code })
  }

  replicaRead(read: string, outcome: string): void {
    this.#replicaReads.inc({ read, outcome })
  }

  migrated(how: string): void {
    this.#migrations.inc({ how })
  }

  clockJumped(direction: string): void {
    this.#clockJumps.inc({ direction })
  }

  spoolLineEnded(op: string, outcome: string): void {
    this.#spoolLines.inc({ op, outcome })
  }

  s3Answered(use: string, ms: number): void {
    this.#s3Seconds.observe({ use }, ms / 1000)
  }

  s3Failed(use: string, code: string): void {
    this.#s3Failures.inc({ use, code })
  }

  spoolMoved(direction: string, way: string, bytes: number): void {
    this.#spoolBytes.inc({ direction, way }, bytes)
  }
}
