import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from '@libp2p/interface'
import { dialAny } from '../../../src/net/dial.ts'
import { NetError } from '../../../src/net/errors.ts'
import { SECOND_CHOICE_MS } from '../../../src/net/limits.ts'
import type { DialAddress } from '../../../src/net/network.ts'
import { testDevice } from '../../support/relay-truth.ts'

const TCP = '/ip4/198.51.100.1/tcp/4001'
const WS = '/ip4/198.51.100.1/tcp/4002/ws'
const { signal } = new AbortController()

/** A network in which each address answers, fails or is silent; `dialled` has when it was tried. */
function network(says: Readonly<Record<string, 'answers' | 'fails' | 'is silent'>>) {
  const dialled = new Map<string, number>()
  const began = performance.now()
  const dial: DialAddress = async (target, options) => {
    const address = String(target).replace(/\/p2p\/.*/, '')
    dialled.set(address, performance.now() - began)
    if (says[address] === 'answers') return { abort: () => undefined } as unknown as Connection
    if (says[address] === 'fails') throw new Error('refused')
    return await new Promise((_, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error))
    })
  }
  return { dial, dialled }
}

test('WebSocket is not tried where plain TCP answers', async () => {
  const { dial, dialled } = network({ [TCP]: 'answers', [WS]: 'answers' })
  await dialAny(dial, testDevice(1), { addresses: [WS, TCP], signal })
  assert.deepEqual([...dialled.keys()], [TCP])
})

test('WebSocket is tried at once when plain TCP failed, or when there is none', async () => {
  const refused = network({ [TCP]: 'fails', [WS]: 'answers' })
  await dialAny(refused.dial, testDevice(1), { addresses: [TCP, WS], signal })
  assert.ok((refused.dialled.get(WS) ?? Number.NaN) < SECOND_CHOICE_MS)
  const alone = network({ [WS]: 'answers' })
  await dialAny(alone.dial, testDevice(1), { addresses: [WS], signal })
  assert.ok((alone.dialled.get(WS) ?? Number.NaN) < SECOND_CHOICE_MS)
})

test('WebSocket gets its turn after a moment of silence', async () => {
  const { dial, dialled } = network({ [TCP]: 'is silent', [WS]: 'answers' })
  await dialAny(dial, testDevice(1), { addresses: [TCP, WS], signal })
  assert.ok((dialled.get(WS) ?? 0) >= SECOND_CHOICE_MS - 5)
})

test('when nothing answers, what each address said is told', async () => {
  const { dial } = network({ [TCP]: 'fails', [WS]: 'fails' })
  await assert.rejects(
    dialAny(dial, testDevice(1), { addresses: [TCP, WS], signal }),
    (err) => err instanceof NetError && err.failures?.length === 2,
  )
})
