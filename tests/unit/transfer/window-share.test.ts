import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinWindow } from '../../../src/transfer/domain/window-share.ts'
import { WANT_CHUNKS, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'

test('one line has a whole window, several share one, and who leaves gives its part to the others', () => {
  using stack = new DisposableStack()
  const first = stack.use(joinWindow())
  assert.equal(first.chunks, WINDOW_CHUNKS)
  const others = new DisposableStack()
  for (let lines = 2; lines <= WINDOW_CHUNKS / WANT_CHUNKS; lines++) {
    others.use(joinWindow())
    assert.ok(first.chunks * lines <= WINDOW_CHUNKS, `${lines} × ${first.chunks}`)
  }
  others.dispose()
  assert.equal(first.chunks, WINDOW_CHUNKS)
})

test('however many there are each can ask for something, and again before all of it has come', () => {
  using stack = new DisposableStack()
  const lines = Array.from({ length: 300 }, () => stack.use(joinWindow()))
  for (const { chunks, wantChunks } of lines) {
    assert.equal(chunks, WANT_CHUNKS)
    assert.ok(wantChunks >= 1 && wantChunks < chunks)
  }
})
