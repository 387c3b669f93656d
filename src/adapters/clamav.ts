import { connect } from 'node:net'
import { ConfigFault, type Installation } from '#kernel'

/** How long a scan may take: files are small, and somebody waits. */
const longest = 20_000
/** How long it is not asked, in milliseconds, once it was silent for that. */
const rest = 60_000
/** As much as ClamAV is handed at once. */
const slice = 64 * 1024

/** Reads which scanner looks at files, from `SAFEKEEP_CLAMAV` (host:port); none where that is not set. Throws `ConfigFault`. */
export function scannerIn(environment: Readonly<Record<string, string | undefined>>): Installation['scan'] {
  const text = environment.SAFEKEEP_CLAMAV?.trim()
  if (!text) return undefined
  const [, host, port] = /^\[?([^\s/]+?)\]?:(\d{1,5})$/.exec(text) ?? []
  if (!host || Number(port) < 1 || Number(port) > 65_535)
    throw new ConfigFault('SAFEKEEP_CLAMAV must be a host and a port, like 127.0.0.1:3310')
  return clamav({ host, port: Number(port) })
}

type ClamavSettings = Readonly<{ host: string; port: number; patience?: number; now?: () => number }>

/**
 * A scanner that asks ClamAV's daemon (clamd) over its own protocol, and says `unknown` where that does not answer. Where it
 * is silent, the next is not asked for a minute: large files stand in one line, each behind another's patience. `patience`
 * and `now` are milliseconds.
 */
export function clamav({
  host,
  port,
  patience = longest,
  now = () => performance.now(),
}: ClamavSettings): NonNullable<Installation['scan']> {
  let restUntil = Number.NEGATIVE_INFINITY
  return async bytes => {
    if (now() < restUntil) return 'unknown'
    try {
      const answer = await asked(host, port, bytes, patience)
      if (answer === undefined) restUntil = now() + rest
      else return /\bFOUND\b/.test(answer) ? 'harmful' : /: OK\b/.test(answer) ? 'clean' : 'unknown'
    } catch {} // nobody is there: the next finds that out as soon
    return 'unknown'
  }
}

/** INSTREAM: slices, each with its length before it, and a length of nought at the end. Nothing where it is silent. */
function asked(host: string, port: number, bytes: Buffer, patience: number): Promise<string | undefined> {
  return new Promise((hear, fail) => {
    const heard: Buffer[] = []
    const socket = connect({ host, port }, () => {
      socket.write('zINSTREAM\0')
      for (let at = 0; at < bytes.length; at += slice) {
        const some = bytes.subarray(at, at + slice)
        socket.write(lengthOf(some.length))
        socket.write(some)
      }
      socket.write(lengthOf(0))
    })
    socket.setTimeout(patience, () => {
      socket.destroy()
      hear(undefined)
    })
    socket.on('data', some => heard.push(some))
    socket.once('end', () => hear(Buffer.concat(heard).toString('latin1')))
    socket.once('error', fail)
  })
}

function lengthOf(length: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(length)
  return four
}
