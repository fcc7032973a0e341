import { resolve } from 'node:path'
import { bytesText } from '../../../src/system/quantities.ts'
import { marksOfSecrets, readSecrets } from '../../folder/data/home-secrets.ts'
import { PROGRAM } from '../../version.ts'
import type { Command } from '../command.ts'
import { writeBackup } from '../data/backup-writer.ts'
import type { Manifest } from '../entity/manifest.ts'
import { openToRead } from '../standing-home.ts'

export const backup: Command = {
  ...{ args: '<folder>', needs: 1, takes: 1 },
  help: 'write the whole home into a new folder, while the relay serves',
  options: { 'with-secrets': 'with the key and secrets of the home: keep that folder safe' },
  more: [
    'The backup is one moment of the home: accounts, devices, friends, conversations, messages, and what lies in the',
    'spool for whom; it fits into SQLite, MySQL and MariaDB alike. Not in it: the sealed chunks of the spool (their',
    'senders have them), pictures of people (`blobs` of the data folder), relay.yaml, and, without --with-secrets, `key` and `opaque` of the data folder. Without those',
    'two a home cannot be restored: copy them once, or use --with-secrets. Nobody else can read the folder.',
    '',
    'Moving a home to a database server, or back to SQLite:',
    '  stop the relay                              nothing may be written any more',
    '  relay backup /srv/moving',
    '  mv <data>/relay.sqlite <data>/relay.sqlite.old    (back: rm <data>/server)',
    '  set database.url                            (back: take it out)',
    '  relay restore /srv/moving',
    '  start the relay',
  ],
  async run({ config, args, options, nowMs }) {
    const secrets = readSecrets(config.data)
    await using database = await openToRead(config)
    const folder = resolve(args[0] ?? '')
    const manifest = await writeBackup(
      {
        database,
        home: marksOfSecrets(secrets),
        program: PROGRAM,
        nowMs,
        secrets: options['with-secrets'] === true ? secrets : undefined,
      },
      folder,
    )
    return { json: { folder, ...manifest }, lines: backupLines(folder, manifest) }
  },
}

function backupLines(folder: string, manifest: Manifest): readonly string[] {
  const rows = manifest.parts.reduce((sum, part) => sum + part.rows, 0)
  const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0)
  return [
    `${folder}: ${rows} rows of ${manifest.parts.length} tables, ${bytesText(bytes)}`,
    manifest.secrets
      ? 'the key and secrets of the home are in it: whoever has them can pass for it'
      : 'without the key and secrets of the home: keep a copy of `key` and `opaque` of the data folder too',
  ]
}
