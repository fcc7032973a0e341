import type { AccountId, DeviceId, TransferId } from '../../../src/core/ids.ts'
import type { Parties, PeerLines } from '../queue-ports.ts'
import { Attendance, type AttendanceDeps } from './attendance.ts'
import { type KeeperDeps, LinkKeeper } from './link-keeper.ts'
import { PartyWatch } from './party-watch.ts'
import type { Post } from './post.ts'
import { type PullDeps, Pulls } from './pulls.ts'
import { type ServeDeps, Serves } from './serves.ts'
import { Sweep, type SweepDeps } from './sweep.ts'
import { type UploadDeps, Uploads } from './uploads.ts'

type Made = 'keeper' | 'end' | 'serves' | 'onMoving'
type TendingDeps = Omit<
  PullDeps & ServeDeps & UploadDeps & AttendanceDeps & SweepDeps & KeeperDeps,
  Made
>

/**
 * Whatever a transfer needs done in its state, it gets done: news posted, a way found, bytes moved, remains removed. Each of
 * the parts looks at the record and is idle for one that needs nothing of it, so all of them may be asked at any time.
 */
export class Tending {
  readonly pulls: Pulls
  readonly serves: Serves
  readonly uploads: Uploads
  readonly attendance: Attendance
  readonly sweep: Sweep
  readonly #deps: TendingDeps
  readonly #post: Post
  readonly #parties: Parties
  readonly #lines: PeerLines
  readonly #keeper: LinkKeeper
  readonly #watch: PartyWatch

  constructor(deps: TendingDeps) {
    this.#deps = deps
    this.#post = deps.post
    this.#parties = deps.parties
    this.#lines = deps.lines
    this.#keeper = new LinkKeeper(deps)
    this.#watch = new PartyWatch(deps)
    this.pulls = new Pulls({ ...deps, keeper: this.#keeper })
    this.serves = new Serves({ ...deps, onMoving: (id) => this.uploads.rouse(id) })
    this.uploads = new Uploads({ ...deps, serves: this.serves })
    this.attendance = new Attendance({ ...deps, keeper: this.#keeper })
    this.sweep = new Sweep({ ...deps, end: (id, reason) => this.end(id, reason) })
  }

  tend(id: TransferId): void {
    this.#post.dispatch(id)
    this.pulls.tend(id)
    this.uploads.tend(id)
    this.attendance.tend(id)
    this.sweep.tend(id)
  }

  /** Ends everything that moves. Takes effect at once; resolves when all of it is over. */
  async end(id: TransferId, reason: Error): Promise<void> {
    await Promise.all([
      this.pulls.end(id, reason),
      this.serves.end(id, reason),
      this.uploads.end(id, reason),
      this.attendance.end(id, reason),
    ])
  }

  friendChanged(friend: AccountId): void {
    if (!this.#watch.changed(friend)) return
    const isFriend = this.#parties.byAccount(friend) !== undefined
    for (const { id, device } of this.#deps.book.ofFriend(friend)) {
      if (device !== undefined) this.#keeper.rouse(device)
      if (isFriend) this.#rouse(id)
      else void this.end(id, new Error('no friend any more'))
    }
  }

  spoolChanged(): void {
    for (const { id } of this.#deps.book.open()) {
      this.pulls.rouse(id)
      this.uploads.rouse(id)
    }
  }

  lineChanged(device: DeviceId): void {
    this.#keeper.linkChanged(device)
    const isLinked = this.#lines.connected(device)
    for (const record of this.#deps.book.open()) {
      if (record.device !== device) continue
      if (isLinked) this.#rouse(record.id)
      else this.attendance.rouse(record.id)
    }
  }

  /** Nobody waits out a backoff. */
  #rouse(id: TransferId): void {
    this.#post.rouse(id)
    this.pulls.rouse(id)
    this.uploads.rouse(id)
    this.attendance.rouse(id)
    this.tend(id)
  }
}
