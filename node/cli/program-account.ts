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
  addProfileCommands(root, add)
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

function addProfileCommands(root: Command, add: AddAction): void {
  const profile = root.command('profile').description('how friends see you')
  add(
    profile.command('show', { isDefault: true }).description('show it'),
    async () => (await import('./commands/profile.ts')).show,
  )
  add(
    profile
      .command('set')
      .description('change some of it; an empty text takes it away')
      .option('--display-name <text>')
      .option('--signature <text>', 'a line about you')
      .option('--region <text>')
      .option('--phone <number>', 'nobody sees it, unless you share it')
      .option('--share-phone', 'show it to your friends')
      .option('--no-share-phone', 'show it to nobody'),
    async () => (await import('./commands/profile.ts')).set,
  )
  add(
    profile
      .command('avatar')
      .description('a picture of you, or none any more')
      .argument(
        '[file]',
        'JPEG, PNG, WebP, GIF or AVIF; its middle is taken, and nothing that the camera wrote',
      )
      .option('--remove', 'take it away'),
    async () => (await import('./commands/profile.ts')).avatar,
  )
}
