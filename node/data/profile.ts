import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { openPrivateFolder } from './private-file.ts'

/** What a profile folder holds; see node/README.md. */
export type Profile = Readonly<{
  folder: string
  key: string
  config: string
  store: string
  logs: string
  /** Streams, until they are sent. */
  streams: string
  /** Of friends, as long as they are the newest. */
  pictures: string
  pid: string
  /** Where files go unless the configuration says otherwise. */
  downloads: string
}>

type ProfileOptions = Readonly<{
  folder: string
  /** Chosen by the person with HOMING_HOME: then everything stays in it, downloads too. */
  chosen: boolean
}>

/** Makes the folders that are missing. @throws NodeError when others can enter them. */
export async function openProfile({ folder, chosen }: ProfileOptions): Promise<Profile> {
  await openPrivateFolder(folder)
  const inside = (name: string) => join(folder, name)
  const profile = {
    folder,
    key: inside('key'),
    config: inside('config.yaml'),
    store: inside('store'),
    logs: inside('logs'),
    streams: inside('streams'),
    pictures: inside('pictures'),
    pid: inside('node.pid'),
    downloads: chosen ? inside('downloads') : platformDownloads(),
  }
  await openPrivateFolder(profile.store)
  await openPrivateFolder(profile.logs)
  return profile
}

/** `~/Downloads`, or what the desktop says (freedesktop.org, xdg-user-dirs). */
function platformDownloads(): string {
  const usual = join(homedir(), 'Downloads')
  if (process.platform === 'darwin' || process.platform === 'win32') return usual
  const config = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  const file = join(config, 'user-dirs.dirs')
  if (!existsSync(file)) return usual
  const said = /^XDG_DOWNLOAD_DIR="(.+)"$/m.exec(readFileSync(file, 'utf8'))?.[1]
  return said?.replace(/^\$HOME(?=\/|$)/, homedir()) ?? usual
}
