import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/**
 * Hears what is told on a channel, on a connection of its own that is opened again when it is cut. `hear` is called once it
 * listens, too: what was told before that was heard by nobody. Whoever relies on it looks for themselves now and then.
 */
export function listenOn(url: string, channel: string, hear: () => void): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const ended = keepListening(url, channel, hear, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

async function keepListening(url: string, channel: string, hear: () => void, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const client = new pg.Client({ connectionString: url })
    const cut = new Promise<void>(resolve => {
      client.on('end', () => resolve())
      client.on('error', () => resolve())
      stop.addEventListener('abort', () => resolve(), { once: true })
    })
    client.on('notification', hear)
    try {
      await client.connect()
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
      hear()
      await cut
    } catch {
      // Not there just now: asked again below.
    }
    await client.end().catch(() => {})
    if (!stop.aborted) await pause(1_000, undefined, { signal: stop }).catch(() => {}) // stopped while it waited
  }
}
