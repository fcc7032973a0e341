/** A name or an address, as a resolver and a socket take it: an IPv6 address stands in brackets in a URL alone. */
export function urlHost({ hostname }: Readonly<{ hostname: string }>): string {
  return hostname.replaceAll(/^\[|\]$/g, '')
}
