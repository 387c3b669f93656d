import { connect } from 'node:net'
import { ConfigFault, type Installation } from '#kernel'

/** How long a scan may take: files are small, and somebody waits. */
const longest = 20_000
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

/** A scanner that asks ClamAV's daemon (clamd) over its own protocol, and says `unknown` where that does not answer. */
export const clamav =
  ({ host, port }: Readonly<{ host: string; port: number }>): NonNullable<Installation['scan']> =>
  async bytes => {
    try {
      const answer = await asked(host, port, bytes)
      return /\bFOUND\b/.test(answer) ? 'harmful' : /: OK\b/.test(answer) ? 'clean' : 'unknown'
    } catch {
      return 'unknown'
    }
  }

/** INSTREAM: slices, each with its length before it, and a length of nought at the end. */
function asked(host: string, port: number, bytes: Buffer): Promise<string> {
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
    socket.setTimeout(longest, () => socket.destroy(new Error('no answer')))
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
