import { existsSync } from 'node:fs'

/** What of Debian boots a machine of its own beside this one. */
export const MACHINE_PACKAGES = ['systemd', 'systemd-container'] as const

/** The programs are not here. */
export function noMachinePrograms(): string | false {
  const isHere = ['/usr/bin/systemd-nspawn', '/lib/systemd/systemd'].every((file) =>
    existsSync(file),
  )
  return (
    !isHere &&
    `needs systemd-nspawn; run: apt-get install -y --no-install-recommends ${MACHINE_PACKAGES.join(' ')}`
  )
}
