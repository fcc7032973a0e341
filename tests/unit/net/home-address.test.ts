import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  HomeAddressError,
  type HomeAddressErrorCode,
  parseHomeAddress,
} from '../../../src/net/home-address.ts'
import { ALICE_DEVICE, BOB_DEVICE } from '../../support/channel-pair.ts'

const P2P = `/p2p/${ALICE_DEVICE}`

for (const address of [
  '/ip4/10.0.0.1/tcp/4001',
  '/ip6/2001:db8::1/tcp/4001',
  '/dns4/home.example/tcp/4001',
  '/dns/home.example/tcp/4002/ws',
  '/dns6/home.example/tcp/443/tls/ws',
  '/dns4/home.example/tcp/443/wss',
]) {
  test(`${address} is a home address`, () => {
    assert.deepEqual(parseHomeAddress(`  ${address}${P2P}\n`), {
      device: ALICE_DEVICE,
      addresses: [address],
    })
  })
}

test('several addresses of one home may be pasted at once', () => {
  const pasted = `/ip4/10.0.0.1/tcp/1${P2P}, /ip4/10.0.0.1/tcp/2/ws${P2P}\n/ip4/10.0.0.1/tcp/1${P2P}`
  assert.deepEqual(parseHomeAddress(pasted).addresses, [
    '/ip4/10.0.0.1/tcp/1',
    '/ip4/10.0.0.1/tcp/2/ws',
  ])
})

const WRONG: readonly (readonly [pasted: string, code: HomeAddressErrorCode, says: RegExp])[] = [
  ['', 'EMPTY', /missing/],
  ['  \n ', 'EMPTY', /missing/],
  ['home.example:4001', 'NOT_MULTIADDR', /copy the line/],
  ['https://home.example', 'NOT_MULTIADDR', /web address/],
  ['/ip4/10.0.0.1/tcp', 'NOT_MULTIADDR', /complete/],
  ['/ip4/300.0.0.1/tcp/4001', 'NOT_MULTIADDR', /complete/],
  [`/ip4/10.0.0.1/tcp/99999${P2P}`, 'NOT_MULTIADDR', /complete/],
  [`/ip4/10.0.0.1${P2P}`, 'NOT_DIALABLE', /\/tcp\//],
  [`/ip4/10.0.0.1/udp/4001/quic-v1${P2P}`, 'NOT_DIALABLE', /\/tcp\//],
  [`/ip4/10.0.0.1/tcp/0${P2P}`, 'NOT_DIALABLE', /\/tcp\//],
  [P2P, 'NOT_DIALABLE', /\/tcp\//],
  [`/ip4/0.0.0.0/tcp/4001${P2P}`, 'LISTEN_ADDRESS', /own IP/],
  [`/ip6/::/tcp/4001${P2P}`, 'LISTEN_ADDRESS', /own IP/],
  ['/ip4/10.0.0.1/tcp/4001', 'NO_DEVICE', /\/p2p\//],
  ['/ip4/10.0.0.1/tcp/4001/ws', 'NO_DEVICE', /\/p2p\//],
  [
    '/ip4/10.0.0.1/tcp/1/p2p/QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N',
    'BAD_DEVICE',
    /12D3KooW/,
  ],
  ['/ip4/10.0.0.1/tcp/4001/p2p/bob', 'BAD_DEVICE', /12D3KooW/],
  [`/ip4/10.0.0.1/tcp/4001${P2P.slice(0, -1)}`, 'BAD_DEVICE', /52/],
  [
    `/ip4/10.0.0.1/tcp/1${P2P} /ip4/10.0.0.1/tcp/1/p2p/${BOB_DEVICE}`,
    'TWO_DEVICES',
    /two different/,
  ],
  [`/ip4/10.0.0.1/tcp/1${P2P} `.repeat(17), 'TOO_MANY', /16/],
]

for (const [pasted, code, says] of WRONG) {
  test(`${JSON.stringify(pasted.slice(0, 50))} is ${code}`, () => {
    assert.throws(
      () => parseHomeAddress(pasted),
      (err) => err instanceof HomeAddressError && err.code === code && says.test(err.message),
    )
  })
}

test('whatever is pasted gives an address or an error fit for a terminal', () => {
  const pieces = fc.constantFrom(
    '/ip4/1.2.3.4',
    '/tcp/1',
    '/ws',
    P2P,
    '\u001b[2J',
    '/p2p/',
    ' ',
    '/dns4/',
    '\u202e',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))), (parts) => {
      try {
        assert.equal(parseHomeAddress(parts.join('')).device, ALICE_DEVICE)
      } catch (err) {
        assert.ok(err instanceof HomeAddressError)
        assert.match(err.message, /^[ -~…]*$/)
      }
    }),
  )
})
