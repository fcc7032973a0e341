import type { ControlClient } from '../control/data/control-client.ts'
import type { LineView } from '../control/entity/nouns.ts'

/**
 * The files that lines are about. A line that follows on an offer carries no more than the transfer's id; its name, and
 * whether an offer still waits for an answer, is what this node knows of the transfer.
 */
export class FilesSpokenOf {
  readonly #client: Pick<ControlClient, 'call'>
  readonly #names = new Map<string, string>()
  readonly #settled = new Set<string>()

  constructor(client: Pick<ControlClient, 'call'>) {
    this.#client = client
  }

  /** To be awaited before these lines are shown. */
  async hear(lines: readonly LineView[], options: Readonly<{ signal: AbortSignal }>) {
    for (const { kind, transfer } of lines) {
      if (kind !== 'offer' && transfer !== undefined) this.#settled.add(transfer)
    }
    const isNews = ({ transfer }: LineView) => transfer !== undefined && !this.#names.has(transfer)
    if (!lines.some(isNews)) return
    const { transfers } = await this.#client.call('transfers', {}, options)
    for (const { id, file, code } of transfers) {
      this.#names.set(id, file.name)
      if (code !== 'answer-needed') this.#settled.add(id)
    }
  }

  nameOf(transfer: string | undefined): string | undefined {
    return transfer === undefined ? undefined : this.#names.get(transfer)
  }

  /** False once it was answered or has ended, as far as this node has heard. */
  isOpen(transfer: string): boolean {
    return !this.#settled.has(transfer)
  }
}
