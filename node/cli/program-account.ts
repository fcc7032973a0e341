import type { Command } from 'commander'
import type { AddAction } from './program.ts'

export function addAccountCommands(root: Command, add: AddAction): void {
  root.commandsGroup('Your account:')
  add(
    root
      .command('register')
      .description('make an account on a home, and sign in')
      .argument('<name>', 'your name there: 2 to 32 of a-z, 0-9, dot, dash, underscore')
      .requiredOption('--home <address>', 'the address that the relay prints, with /p2p/…')
      .option('--invite <code>', 'an invite, when the home asks for one')
      .option('--display-name <text>', 'how friends see you')
      .option('--device-name <text>', 'how this machine is listed (its host name)')
      .option('--password-stdin', 'read the password from stdin, up to the first line break'),
    async () => (await import('./commands/sign-in.ts')).register,
  )
  add(
    root
      .command('login')
      .description('sign in on another machine')
      .argument('<name>')
      .requiredOption('--home <address>', 'the address that the relay prints, with /p2p/…')
      .option('--device-name <text>', 'how this machine is listed (its host name)')
      .option('--password-stdin', 'read the password from stdin, up to the first line break'),
    async () => (await import('./commands/sign-in.ts')).login,
  )
  add(
    root.command('logout').description('sign out; the key of this device is deleted'),
    async () => (await import('./commands/account.ts')).logout,
  )
  add(
    root.command('whoami').description('who you are here'),
    async () => (await import('./commands/account.ts')).whoami,
  )
  add(
    root
      .command('profile')
      .description('show or change how friends see you')
      .option('--display-name <text>')
      .option('--signature <text>', 'a line about you')
      .option('--region <text>'),
    async () => (await import('./commands/account.ts')).profile,
  )
  add(
    root
      .command('invite')
      .description('make a code with which others can register on your home')
      .option('--uses <count>', 'how many may use it', '1'),
    async () => (await import('./commands/account.ts')).invite,
  )
  const devices = root.command('devices').description('the machines that are signed in as you')
  add(
    devices.command('list', { isDefault: true }).description('list them'),
    async () => (await import('./commands/account.ts')).listDevices,
  )
  add(
    devices
      .command('logout')
      .description('log one of them out from afar')
      .argument('<device>', 'its name, its id, or the end of its id'),
    async () => (await import('./commands/account.ts')).logoutDevice,
  )
}
