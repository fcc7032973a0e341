import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bell } from '../../../relay/spool/domain/bell.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const NEVER = new AbortController().signal

test('who hears of news alone is not woken by the rest, and misses nothing that rang before the wait', async () => {
  const bell = new Bell({ clock: new TurnedClock() })
  let isNews = false
  using hearing = bell.hear('object', () => isNews)
  bell.ring('object')
  let isWoken = false
  const waiting = hearing.wait({ signal: NEVER, atMostMs: 1_000 }).then(() => (isWoken = true))
  bell.ring('object')
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(isWoken, false)
  isNews = true
  bell.ring('object')
  await waiting
  bell.ring('object')
  await hearing.wait({ signal: NEVER, atMostMs: 1_000 })
})

test('a wait ends by itself, whatever was news', async () => {
  const clock = new TurnedClock()
  using hearing = new Bell({ clock }).hear('object', () => false)
  const waiting = hearing.wait({ signal: NEVER, atMostMs: 1_000 })
  await clock.turn(1_000)
  await waiting
})
