import { existsSync } from 'node:fs'

/** What of Debian a server, and a cluster of them, in folders of their own take: no service, no configuration. */
export const MARIADB_PACKAGES = ['mariadb-server-core', 'mariadb-client-core', 'galera-4'] as const
const INSTALL = `apt-get install -y --no-install-recommends ${MARIADB_PACKAGES.join(' ')}`

export const MARIADB_SERVER = '/usr/sbin/mariadbd'
export const GALERA_LIBRARY = '/usr/lib/galera/libgalera_smm.so'
const PROGRAMS = [MARIADB_SERVER, '/usr/bin/mariadb-install-db', '/usr/bin/my_print_defaults']

/** For `skip`: why there is no MariaDB here and what to do, or false. */
export function noMariadb(): string | false {
  return absent('MariaDB', PROGRAMS)
}

export function noGalera(): string | false {
  return absent('MariaDB and Galera', [...PROGRAMS, GALERA_LIBRARY])
}

function absent(what: string, files: readonly string[]): string | false {
  return !files.every((path) => existsSync(path)) && `needs ${what}; run: ${INSTALL}`
}
