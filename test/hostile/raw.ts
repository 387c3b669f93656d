import { connect } from 'node:net'

/** What came back: its status, or 0 where the line was closed without a word; and the whole of it. */
export type Heard = Readonly<{ status: number; text: string }>

/** Long enough for a loaded machine: whoever is not answered by then hangs. */
const patience = 60_000

/**
 * Sends bytes as they are over a line of its own, one chunk after another, each only once the line has taken the one
 * before; stops when it is answered. Rejects where nothing is heard in a minute. `ends`: nothing more will ever come.
 */
export function sendRaw(origin: string, chunks: Iterable<Buffer | string>, { ends = false } = {}): Promise<Heard> {
  return new Promise((heard, failed) => {
    const { port, hostname } = new URL(origin)
    const line = connect({ port: Number(port), host: hostname, noDelay: true, allowHalfOpen: true })
    let text = ''
    let over = false
    const finish = () => {
      if (over) return
      over = true
      clearTimeout(alarm)
      line.destroy()
      heard({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text })
    }
    const alarm = setTimeout(() => {
      line.destroy()
      failed(new Error(`no answer in ${patience} ms; heard ${text.length} bytes: ${text.slice(0, 200)}`))
    }, patience)
    line.setEncoding('utf8')
    line.on('data', some => {
      text += some
    })
    line.on('end', finish)
    line.on('close', finish)
    line.on('error', finish) // cut: what was heard until then is all there is
    void (async () => {
      for (const chunk of chunks) {
        if (over || line.destroyed) return
        if (!line.write(chunk)) await new Promise(drained => line.once('drain', drained).once('close', drained))
        // A turn of the loop, so that the other side reads each chunk by itself.
        else await new Promise(setImmediate)
      }
      if (ends) line.end()
    })()
  })
}

/** The head of a request whose body is so long, on a line that is closed after the answer. */
export const headOf = (method: string, path: string, headers: Readonly<Record<string, string | number>>): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'host: front.test',
    'sec-fetch-site: same-origin',
    'connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n')

/** The same bytes in pieces, cut at these places. */
export function cutAt(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const sorted = [0, ...[...places].map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return sorted.slice(1).flatMap((end, index) => {
    const some = bytes.subarray(sorted[index], end)
    return some.length > 0 ? [some] : []
  })
}
