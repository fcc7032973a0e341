import type { Connection } from '@libp2p/interface'

export async function closeLink(connection: Connection, signal: AbortSignal): Promise<void> {
  resetOpen(connection)
  // A link that breaks while it is being closed leaves libp2p's close() waiting for its signal; the event always comes.
  const closed = new Promise<void>((resolve) => {
    connection.addEventListener('close', () => resolve(), { once: true })
  })
  try {
    await Promise.race([connection.close({ signal }), closed])
  } catch (err) {
    connection.abort(err as Error)
  }
}

/** libp2p would end every stream cleanly, and a peer in the middle of something would take that for our last word. */
function resetOpen(connection: Connection): void {
  for (const stream of [...connection.streams]) {
    if (stream.writeStatus === 'writable') stream.abort(new Error('the link is closed'))
  }
}
