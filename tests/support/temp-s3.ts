import { after } from 'node:test'
import { S3Server } from './s3-server.ts'

let server: Promise<S3Server> | undefined

// Here, not in a test: it would end with that.
after(async () => (await server)?.[Symbol.asyncDispose]())

/** One server for all tests of a file, from the first that asks to the end of the last. */
export function sharedS3(): Promise<S3Server> {
  server ??= S3Server.start()
  return server
}
