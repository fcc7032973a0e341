/**
 * What ends or interrupts a transfer, on our side. A peer sees a StopCode (entity/messages.ts), never this text.
 *   PEER_GONE         the line was cut or fell silent; resume when it is back
 *   PROTOCOL          the peer broke the protocol
 *   SOURCE_CHANGED    the file is no longer what was offered
 *   SOURCE_GONE       the file cannot be read any more
 *   BAD_CHUNK         its bytes do not have its digest
 *   ROOT_MISMATCH     the whole is not what the sender says it is
 *   DISK_FULL         no room for the rest
 *   SINK_FAILED       the disk or folder refused to take the file
 *   SINK_SPOILED      what was kept is no longer what was kept; it is forgotten, and comes again
 *   UNSAFE_NAME       the offered name cannot become a name here
 *   STAGING_UNSAFE    the staging folder is not ours alone
 *   NO_FREE_NAME      every numbered name is taken
 */
export type TransferErrorCode =
  | 'PEER_GONE'
  | 'PROTOCOL'
  | 'SOURCE_CHANGED'
  | 'SOURCE_GONE'
  | 'BAD_CHUNK'
  | 'ROOT_MISMATCH'
  | 'DISK_FULL'
  | 'SINK_FAILED'
  | 'SINK_SPOILED'
  | 'UNSAFE_NAME'
  | 'STAGING_UNSAFE'
  | 'NO_FREE_NAME'

export class TransferError extends Error {
  override readonly name = 'TransferError'
  readonly code: TransferErrorCode
  constructor(code: TransferErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
