import type { Hasher } from '../../core/hasher.ts'
import { type Leaves, leafAt } from '../entity/leaves.ts'
import { FILE, FOLDER, type Listing } from '../entity/listing.ts'
import type { Root } from '../entity/root.ts'
import type { RootBuilder, Waiting } from '../ports.ts'
import { FileDag, type DagNode, rawNode, rootOf } from './unixfs-dag.ts'
import { type Child, folderNode } from './unixfs-folder.ts'

/** A folder that is still open. */
type Open = Readonly<{ name: string; end: number; children: Child[] }>
/** The file whose leaves are coming: small ones need no DAG. */
type Current = { name: string; left: number; dag: FileDag | undefined }

/**
 * The root of a folder, as ipfs-unixfs-importer computes it under the profile `unixfs-v1-2025` for its folders and files;
 * modes, times and links are not in it.
 *
 * Chunks come in the order of the listing, so a file is complete before the next one begins, and a folder that is complete
 * becomes one node: memory is the folders between the top and the current file.
 */
export class FolderRoot implements RootBuilder {
  readonly #hasher: Hasher
  readonly #listing: Listing
  readonly #open: Open[]
  /** Chunks of the listing that are still to come; they are not content. */
  #skip: number
  /** The next entry to look at. */
  #at = 0
  #current: Current | undefined

  constructor(
    deps: Readonly<{ hasher: Hasher }>,
    content: Readonly<{ listing: Listing; listingChunks: number }>,
  ) {
    this.#hasher = deps.hasher
    this.#listing = content.listing
    this.#skip = content.listingChunks
    this.#open = [{ name: '', end: content.listing.count, children: [] }]
  }

  add(leaves: Leaves, lengths: readonly number[]): void {
    if (this.#skip > 0) {
      this.#skip--
      return
    }
    for (const [at, length] of lengths.entries()) this.#addLeaf(leafAt(leaves, at), length)
  }

  async root({ signal }: Waiting): Promise<Root> {
    signal.throwIfAborted()
    this.#nextFile()
    if (this.#current !== undefined) throw new RangeError('leaves are missing')
    while (this.#open.length > 1) this.#close()
    return rootOf(folderNode(this.#hasher, (this.#open[0] as Open).children))
  }

  #addLeaf(digest: Uint8Array, length: number): void {
    this.#nextFile()
    const file = this.#current
    if (file === undefined || length > file.left) throw new RangeError('a leaf of no file')
    file.left -= length
    if (file.left === 0 && file.dag === undefined)
      return this.#done(file.name, rawNode(digest, length))
    file.dag ??= new FileDag(this.#hasher)
    file.dag.add(digest, length)
    if (file.left === 0) this.#done(file.name, file.dag.finish())
  }

  /** Walks on to the next entry that has leaves. */
  #nextFile(): void {
    for (; this.#current === undefined && this.#at < this.#listing.count; this.#at++) {
      const at = this.#at
      while ((this.#open.at(-1) as Open).end <= at) this.#close()
      const name = this.#listing.names[at] as string
      const kind = this.#listing.kinds[at]
      const size = this.#listing.sizes[at] as number
      if (kind === FOLDER) {
        this.#open.push({ name, end: this.#listing.ends[at] as number, children: [] })
      } else if (kind === FILE && size === 0) {
        this.#add({ name, node: new FileDag(this.#hasher).finish(), isCounted: true })
      } else if (kind === FILE) {
        this.#current = { name, left: size, dag: undefined }
      }
    }
  }

  #done(name: string, node: DagNode): void {
    this.#current = undefined
    this.#add({ name, node, isCounted: true })
  }

  #close(): void {
    const { name, children } = this.#open.pop() as Open
    const isCounted = children.length === 0
    this.#add({ name, node: folderNode(this.#hasher, children), isCounted })
  }

  #add(child: Child): void {
    this.#open.at(-1)?.children.push(child)
  }
}
