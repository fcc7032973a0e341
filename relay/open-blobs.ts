import { DiskBlobs } from './blobs/data/disk-blobs.ts'
import type { Blobs } from './blobs/ports.ts'
import type { Bucket } from './bucket.ts'
import { openPrivateFolder } from './folder/data/private-folder.ts'

/** Blobs of one kind: in the bucket that the relays of the home share, under that name, or else in this folder. */
export async function openBlobs(
  bucket: Bucket | undefined,
  { under, folder }: Readonly<{ under: string; folder: string }>,
): Promise<Blobs> {
  if (bucket !== undefined) return bucket.blobs(under)
  openPrivateFolder(folder)
  const blobs = new DiskBlobs(folder)
  await blobs.prepare()
  return blobs
}
