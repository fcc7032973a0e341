import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type DialRefusal,
  dialableAddresses,
  dialRefusal,
  type OwnNetwork,
} from '../../../src/net/dial-policy.ts'
import { ALICE_DEVICE } from '../../support/channel-pair.ts'

const AT_HOME: OwnNetwork = {
  subnets: ['127.0.0.1/8', '::1/128', '192.168.1.7/24', '10.20.0.9/16', 'fd00:1:2:3::7/64'],
  homeOverLoopback: false,
}
const ONE_MACHINE: OwnNetwork = { ...AT_HOME, homeOverLoopback: true }
const LAB: OwnNetwork = {
  subnets: ['198.51.100.7/24', '198.18.3.1/16', '2001:db8:5::7/64'],
  homeOverLoopback: false,
}
const OVERLAY: OwnNetwork = { subnets: ['100.101.1.1/32'], homeOverLoopback: false }

type Row = readonly [address: string, verdict: DialRefusal | 'dial', own?: OwnNetwork]
const TABLE: readonly Row[] = [
  ['/ip4/93.184.216.34/tcp/4001', 'dial'],
  ['/ip4/93.184.216.34/tcp/4002/ws', 'dial'],
  [`/ip4/93.184.216.34/tcp/4001/p2p/${ALICE_DEVICE}`, 'dial'],
  ['/ip6/2606:4700::1111/tcp/4001', 'dial'],
  ['/ip4/192.168.1.200/tcp/4001', 'dial'],
  ['/ip4/192.168.2.200/tcp/4001', 'other-private-network'],
  [
    '/ip4/192.168.1.200/tcp/4001',
    'other-private-network',
    { subnets: [], homeOverLoopback: false },
  ],
  ['/ip4/10.20.255.1/tcp/4001', 'dial'],
  ['/ip4/10.21.0.1/tcp/4001', 'other-private-network'],
  ['/ip4/172.16.0.1/tcp/4001', 'other-private-network'],
  ['/ip4/172.32.0.1/tcp/4001', 'dial'],
  ['/ip6/fd00:1:2:3::9/tcp/4001', 'dial'],
  ['/ip6/fd00:1:2:4::9/tcp/4001', 'other-private-network'],
  ['/ip4/100.64.0.1/tcp/4001', 'other-private-network'],
  ['/ip4/100.64.0.1/tcp/4001', 'dial', OVERLAY],
  ['/ip4/127.0.0.1/tcp/4001', 'loopback'],
  ['/ip4/127.9.9.9/tcp/4001', 'loopback'],
  ['/ip6/::1/tcp/4001', 'loopback'],
  ['/ip4/127.0.0.1/tcp/4001', 'dial', ONE_MACHINE],
  ['/ip6/::1/tcp/4001', 'dial', ONE_MACHINE],
  ['/ip4/0.0.0.0/tcp/4001', 'special', ONE_MACHINE],
  ['/ip4/0.1.2.3/tcp/4001', 'special'],
  ['/ip6/::/tcp/4001', 'special', ONE_MACHINE],
  ['/ip4/169.254.169.254/tcp/80', 'special'],
  ['/ip4/224.0.0.1/tcp/4001', 'special'],
  ['/ip4/255.255.255.255/tcp/4001', 'special'],
  ['/ip4/192.0.2.1/tcp/4001', 'other-private-network'],
  ['/ip4/198.19.0.1/tcp/4001', 'other-private-network'],
  ['/ip4/198.51.100.1/tcp/4001', 'other-private-network'],
  ['/ip4/203.0.113.1/tcp/4001', 'other-private-network', LAB],
  ['/ip4/198.51.100.1/tcp/4001', 'dial', LAB],
  ['/ip4/198.18.200.1/tcp/4001', 'dial', LAB],
  ['/ip4/198.19.0.1/tcp/4001', 'other-private-network', LAB],
  ['/ip6/2001:db8:5::9/tcp/4001', 'dial', LAB],
  ['/ip6/2001:db8:6::9/tcp/4001', 'other-private-network', LAB],
  ['/ip6/3fff::1/tcp/4001', 'other-private-network'],
  ['/ip6/fe80::1/tcp/4001', 'special'],
  ['/ip6/ff02::1/tcp/4001', 'special'],
  ['/ip6/::ffff:192.168.1.200/tcp/4001', 'special', ONE_MACHINE],
  ['/ip6/::ffff:127.0.0.1/tcp/4001', 'special', ONE_MACHINE],
  ['/ip6/64:ff9b::7f00:1/tcp/4001', 'special', ONE_MACHINE],
  ['/ip6/2002:7f00:1::/tcp/4001', 'special', ONE_MACHINE],
  ['/ip6/2001:0:4136:e378::1/tcp/4001', 'special', ONE_MACHINE],
  ['/dns4/friend.example/tcp/4001', 'name', ONE_MACHINE],
  ['/dns/localhost/tcp/4001', 'name', ONE_MACHINE],
  ['/dnsaddr/friend.example', 'not-an-address'],
  ['/ip4/93.184.216.34/udp/4001/quic-v1', 'not-an-address'],
  ['/ip4/93.184.216.34/tcp/0', 'not-an-address'],
  ['/ip4/93.184.216.34', 'not-an-address'],
  ['/ip4/93.184.216.34/tcp/443/tls/ws', 'not-an-address'],
  [`/ip4/93.184.216.34/tcp/4001/p2p/${ALICE_DEVICE}/p2p-circuit`, 'not-an-address'],
  ['/ip4/999.1.1.1/tcp/4001', 'not-an-address'],
  ['/unix/%2Fvar%2Frun%2Fdocker.sock', 'not-an-address'],
  ['http://169.254.169.254/', 'not-an-address'],
  ['', 'not-an-address'],
  [`/dns4/${'a'.repeat(500)}/tcp/1`, 'not-an-address'],
]

for (const [address, verdict, own = AT_HOME] of TABLE) {
  const where = own === ONE_MACHINE ? ' (home on loopback)' : own === AT_HOME ? '' : ' (elsewhere)'
  test(`${address.slice(0, 60) || 'nothing'}${where}: ${verdict}`, () => {
    assert.equal(dialRefusal(address, own) ?? 'dial', verdict)
  })
}

test('the list keeps its order and only what may be dialled', () => {
  const announced = ['/ip4/10.0.0.1/tcp/1', '/ip4/8.8.8.8/tcp/2', '/ip4/192.168.1.3/tcp/3']
  assert.deepEqual(dialableAddresses(announced, AT_HOME), announced.slice(1))
})

test('no IPv4 address of this machine, its network or nobody is dialled from elsewhere', () => {
  const nowhere: OwnNetwork = { subnets: [], homeOverLoopback: false }
  const inside = fc.constantFrom(
    '10',
    '127',
    '0',
    '192.168',
    '172.16',
    '172.31',
    '169.254',
    '100.64',
    '224',
    '239',
    '255',
  )
  fc.assert(
    fc.property(inside, fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }), (start, rest) => {
      const ip = [...start.split('.'), ...rest].slice(0, 4).join('.')
      assert.notEqual(dialRefusal(`/ip4/${ip}/tcp/4001`, nowhere), undefined)
    }),
  )
})
