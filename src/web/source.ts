import { createHmac, randomBytes } from 'node:crypto'

/**
 * A code for where a request comes from, by which one source can be told from another while it is kept in memory: made
 * under a key that is drawn anew each day and at each start, and is kept nowhere. Of an address of version 6 the first half
 * counts, since the rest is the device's to choose.
 */
export function sourceOf(address: string, at: Date): string {
  const day = at.toISOString().slice(0, 10)
  if (today.day !== day) today = { day, key: randomBytes(32) }
  return createHmac('sha256', today.key).update(networkOf(address)).digest('base64url').slice(0, 22)
}

let today = { day: '', key: randomBytes(32) }

/** The first four fours of an address of version 6, written out; one of version 4 as it is, however it is wrapped. */
function networkOf(address: string): string {
  const four = /(\d{1,3}(?:\.\d{1,3}){3})$/.exec(address)?.[1]
  if (four) return four
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail?.split(':').filter(Boolean) ?? []
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  return [...first, ...gap, ...last].slice(0, 4).join(':')
}
