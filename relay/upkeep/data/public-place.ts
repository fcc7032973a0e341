import { lookup } from 'node:dns/promises'
import { urlHost } from '../../../src/core/url-host.ts'
import { type AddressScope, addressScope } from '../../../src/net/dial-policy.ts'

/** Where a URL leads, as this machine resolves its name, and what kind of place that is. @throws when there is no such name */
export async function placeOf(
  url: URL,
): Promise<Readonly<{ address: string; scope: AddressScope }>> {
  const { address } = await lookup(urlHost(url))
  return { address, scope: addressScope(address) }
}
