import { existsSync } from 'node:fs'

/** What of Debian a server in a folder of its own takes: no service, no configuration. */
export const MARIADB_PACKAGES = ['mariadb-server-core', 'mariadb-client-core'] as const
export const MARIADB_INSTALL = `apt-get install -y --no-install-recommends ${MARIADB_PACKAGES.join(' ')}`

export const MARIADB_SERVER = '/usr/sbin/mariadbd'
const PROGRAMS = [MARIADB_SERVER, '/usr/bin/mariadb-install-db', '/usr/bin/my_print_defaults']

/** For `skip`: why there is no MariaDB here and what to do, or false. */
export function noMariadb(): string | false {
  return !PROGRAMS.every((path) => existsSync(path)) && `needs MariaDB; run: ${MARIADB_INSTALL}`
}
