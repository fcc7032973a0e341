/**
 * Bytes under names, in folders, on a disk or in a bucket. It knows nothing of what they are: what counts is what the database
 * says. A folder and a name are each one to 64 of A-Z, a-z, 0-9, dot, dash and underscore, and begin with none of the last three.
 *
 * Relays may share it. So a name that is written for every new content, and deleted by that name alone, is never confused with
 * its successor, however late the deletion arrives.
 *
 * What has no room throws an error that entity/no-room.ts knows.
 */
export interface Blobs {
  /** Replaces what is there, or leaves it as it was. Resolves when its bytes are durable. Of a stream a part at a time is held. */
  put(folder: string, name: string, content: BlobContent): Promise<void>
  /** Resolves when whatever was put into this folder until now would survive a power cut, under its name. */
  settle(folder: string): Promise<void>
  /** Fills `into`, of one byte at least, with the bytes that begin at `from`. False when there are fewer. */
  get(folder: string, name: string, into: Uint8Array, from?: number): Promise<boolean>
  /** Those that are there; the others are no error. */
  delete(folder: string, names: readonly string[]): Promise<void>
  /** In which anything is, in no order. */
  folders(): AsyncIterable<string>
  list(folder: string): Promise<readonly BlobEntry[]>
  /** Takes away what is left of puts that never came to their end. @returns how many. */
  tidy(): Promise<number>
  /** Bytes that may still be put; where nobody can know, many. Rejects when nothing can be put at the moment. */
  freeBytes(): Promise<number>
}

export type BlobContent = Uint8Array | AsyncIterable<Uint8Array>

/** `ageMs`: by the clock that its time of writing is from. */
export type BlobEntry = Readonly<{ name: string; bytes: number; ageMs: number }>

/** What exactly is to be put there; `md5` in 16 bytes. */
export type DirectContent = Readonly<{ bytes: number; md5: Uint8Array }>

/** A store that others can be sent to: for so many seconds the URL alone is enough. */
export interface DirectBlobs {
  presignGet(folder: string, name: string, seconds: number): Promise<string>
  /** For this content and no other: whoever puts it says its Content-Length and Content-MD5, and the store checks both. */
  presignPut(folder: string, name: string, content: DirectContent, seconds: number): Promise<string>
  /** Is that content there, durable? */
  holds(folder: string, name: string, content: DirectContent): Promise<boolean>
}
