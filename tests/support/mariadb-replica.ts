import { Mariadb, MARIADB_PASSWORD } from './mariadb.ts'

const REPLICA = ['--log-bin', '--read-only', '--slave-net-timeout=5']

/** A primary that writes a binary log, in memory. */
export async function startPrimary(serverId = 1): Promise<Mariadb> {
  const primary = await Mariadb.start({ args: ['--log-bin', `--server-id=${serverId}`] })
  await primary.run("grant replication slave on *.* to 'homing'@'%'")
  return primary
}

/** A server that copies everything of `primary` from its beginning, and takes no writes of a relay. */
export async function startReplica(primary: Mariadb, serverId: number): Promise<Mariadb> {
  const replica = await Mariadb.start({ args: [...REPLICA, `--server-id=${serverId}`] })
  // What its own first start wrote is no part of the primary's log.
  await replica.run('reset master')
  await replica.run(
    `change master to master_host = '127.0.0.1', master_port = ${primary.port}, master_user = 'homing',
      master_password = '${MARIADB_PASSWORD}', master_use_gtid = slave_pos, master_connect_retry = 1`,
  )
  await replica.run('start slave')
  return replica
}
