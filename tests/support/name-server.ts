import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'

/**
 * Given to a program with `--import`: a name with several addresses, as a DNS would give them, in this module's own address:
 * `?name=<name>&addresses=<a>,<b>`. Only the name is made up; what is dialled is real.
 */
const { searchParams } = new URL(import.meta.url)
const name = searchParams.get('name')
const addresses = (searchParams.get('addresses') ?? '').split(',')

type Lookup = (asked: string, options: dns.LookupOptions, callback: Callback) => void
type Callback = (err: null, addresses: readonly dns.LookupAddress[]) => void
const lookup = dns.lookup as unknown as Lookup
const withName: Lookup = (asked, options, callback) => {
  if (asked !== name) return lookup(asked, options, callback)
  if (options.all !== true) throw new Error('whoever takes one address only has no second chance')
  const found = addresses.map((address) => ({ address, family: 4 }))
  setImmediate(() => callback(null, found))
}
dns.lookup = withName as unknown as typeof dns.lookup
syncBuiltinESMExports()
