import type { S3Config } from '../../config.ts'
import { S3 } from '../../data/s3.ts'
import { S3Error } from '../../data/s3-error.ts'
import { SILENT } from '../data/silent-log.ts'
import { fault, type Finding, ok, skipped } from '../entity/finding.ts'
import { MACHINE } from '../standing-home.ts'

export const UNMETERED = { s3Answered: () => undefined, s3Failed: () => undefined }

/** Reachable, and what a relay does in it allowed; with an object of its own that goes again. */
export async function checkBucket(config: S3Config | undefined): Promise<Finding> {
  const check = 's3'
  if (config === undefined) return skipped(check, 'no bucket is configured: the spool is a folder')
  const where = `${config.endpoint}, bucket ${config.bucket}`
  using s3 = new S3({ ...MACHINE, log: SILENT, meter: UNMETERED }, config)
  try {
    await s3.start()
    await tryAll(s3, config.prefix)
    return ok(check, `${where}: objects under ${config.prefix} may be used`)
  } catch (err) {
    if (!(err instanceof S3Error)) throw err
    const todo = 'see relay/OPERATORS.md, S3: what each code means, and the rights'
    return fault(check, `${where}: ${err.code} (${err.message})`, todo)
  }
}

async function tryAll(s3: S3, prefix: string): Promise<void> {
  const key = `${prefix}doctor-${process.pid}`
  await s3.ask({ use: 'put', method: 'PUT', key, body: Buffer.from('doctor'), once: true })
  try {
    await s3.ask({ use: 'get', method: 'GET', key, once: true })
    const pages = [{ 'list-type': '2' }, { uploads: '' }]
    for (const page of pages) {
      await s3.ask({ use: 'list', method: 'GET', key: '', query: { ...page, prefix }, once: true })
    }
  } finally {
    await s3.ask({ use: 'delete', method: 'DELETE', key, once: true })
  }
}
