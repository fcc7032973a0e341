import { existsSync } from 'node:fs'

/** Ceph's RADOS gateway and what it stands on: no service, no configuration. */
export const S3_PACKAGES = ['radosgw', 'ceph-mon', 'ceph-osd'] as const
const INSTALL = `apt-get install -y --no-install-recommends ${S3_PACKAGES.join(' ')}`

const PROGRAMS = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'ceph-authtool']

/** For `skip`: why there is no S3 here and what to do, or false. */
export function noS3(): string | false {
  const isThere = PROGRAMS.every((name) => existsSync(`/usr/bin/${name}`))
  return !isThere && `needs Ceph's RADOS gateway; run: ${INSTALL}`
}
