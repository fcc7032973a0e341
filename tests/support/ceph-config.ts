import { randomBytes } from 'node:crypto'

type CephPlace = Readonly<{
  folder: string
  cluster: string
  monitor: number
  gateway: number
  /** The gateway's port with TLS; its certificate and key are `tls.pem` in the folder. */
  tls: number
}>

/** One monitor, one store in memory with one copy of everything, one gateway: the least that serves S3. */
export function cephConfig({ folder, cluster, monitor, gateway, tls }: CephPlace): string {
  return `[global]
fsid = ${cluster}
mon_host = [v2:127.0.0.1:${monitor}]
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
keyring = ${folder}/keyring
auth_allow_insecure_global_id_reclaim = false
osd_pool_default_size = 1
osd_pool_default_min_size = 1
mon_allow_pool_size_one = true
osd_crush_chooseleaf_type = 0
osd_pool_default_pg_num = 2
osd_pool_default_pg_autoscale_mode = off
mon_max_pg_per_osd = 1000
run_dir = ${folder}/run
log_file = ${folder}/log/$name.log
admin_socket = ${folder}/run/$name.asok
crash_dir = ${folder}/run
mon_data = ${folder}/mon
mon_data_avail_crit = 1
osd_data = ${folder}/osd
osd_objectstore = memstore
memstore_device_bytes = 1073741824
osd_class_update_on_start = false
rgw_frontends = beast endpoint=127.0.0.1:${gateway} ssl_endpoint=127.0.0.1:${tls} ssl_certificate=${folder}/tls.pem
rgw_data = ${folder}/run
rgw_bucket_quota_ttl = 0
rgw_thread_pool_size = 32
`
}

/** What the parts of one cluster know each other by. */
export const KEYRING = [
  ['mon.', "mon = 'allow *'"],
  ['client.admin', "mon = 'allow *'", "osd = 'allow *'", "mgr = 'allow *'", "mds = 'allow *'"],
  ['osd.0', "mon = 'allow profile osd'", "osd = 'allow *'", "mgr = 'allow profile osd'"],
  ['client.rgw', "mon = 'allow rw'", "osd = 'allow rwx'", "mgr = 'allow rw'"],
]
  .map(([name, ...caps]) => entry(name ?? '', caps))
  .join('')

function entry(name: string, caps: readonly string[]): string {
  const lines = caps.map((cap) => `\tcaps ${cap.replaceAll("'", '"')}\n`).join('')
  return `[${name}]\n\tkey = ${newKey()}\n${lines}`
}

/** Type 1 (AES), a time, the length and 16 bytes. Source: Ceph, `CryptoKey::encode`. */
function newKey(): string {
  const head = Buffer.alloc(12)
  head.writeUInt16LE(1, 0)
  head.writeUInt32LE(Math.floor(Date.now() / 1000), 2)
  head.writeUInt16LE(16, 10)
  return Buffer.concat([head, randomBytes(16)]).toString('base64')
}
