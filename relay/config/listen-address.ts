import { isIP } from 'node:net'
import { branded, type Shape } from '../../src/core/shape.ts'

/** Where to listen: an address of this machine (or all of them) and a port; port 0 takes a free one. */
export type ListenAddress = Readonly<{ host: string; port: number }>

const ALLOWED = '<ip address>:<port>, such as 0.0.0.0:4700, [::]:4700 or 127.0.0.1:0'

export const listenAddress: Shape<ListenAddress> = branded(ALLOWED, parseListenAddress)

export function parseListenAddress(text: string): ListenAddress {
  const parts = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text)
  const [named, port] = [parts?.[1] ?? parts?.[2] ?? '', Number(parts?.[3])]
  const host = named === 'localhost' ? '127.0.0.1' : named
  if (isIP(host) === 0 || (isIP(host) === 6) !== (parts?.[1] !== undefined))
    throw new Error(ALLOWED)
  if (port > 65_535) throw new Error(ALLOWED)
  return { host, port }
}

export function showListenAddress({ host, port }: ListenAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** As libp2p listens to it. */
export function listenMultiaddr({ host, port }: ListenAddress, kind: 'tcp' | 'ws'): string {
  const tcp = `/${host.includes(':') ? 'ip6' : 'ip4'}/${host}/tcp/${port}`
  return kind === 'ws' ? `${tcp}/ws` : tcp
}
