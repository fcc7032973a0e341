import { type AddressScope, addressScope } from '../../../src/net/dial-policy.ts'

/** Why a URL of the home is not followed; undefined when it is. */
export type BucketRefusal = 'not-a-url' | 'plain' | 'address'

/**
 * What the home says is no reason to knock on doors of this person's own network (security.md): a bucket is on the internet, with TLS,
 * or where the home itself is: on this machine, or in a private network. Addresses that are no ordinary ones are never used.
 */
export function bucketUrl(text: string): URL | undefined {
  const url = URL.parse(text)
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return undefined
  return url.username === '' && url.password === '' && url.hash === '' ? url : undefined
}

/** `ip`: what its host is, or was found to be. `home`: the scope of the address at which our home answers. */
export function bucketRefusal(
  ip: string,
  { isPlain, home }: Readonly<{ isPlain: boolean; home: AddressScope }>,
): BucketRefusal | undefined {
  const scope = addressScope(ip)
  if (scope === 'special') return 'address'
  if (scope === 'public') return isPlain ? 'plain' : undefined
  return scope === home ? undefined : 'address'
}
