/** One message of PostgreSQL's wire protocol: its letter (`startup` for the first, which has none), and all its bytes. */
export type Message = Readonly<{ kind: string; body: Buffer; whole: Buffer }>

/** Cuts what arrives into whole messages, however it was cut on its way; a client's first has no letter before its length. */
export function messagesFrom(side: 'client' | 'server'): (chunk: Buffer) => readonly Message[] {
  let rest: Buffer = Buffer.alloc(0)
  let begun = side === 'server'
  return chunk => {
    rest = rest.length ? Buffer.concat([rest, chunk]) : chunk
    const found: Message[] = []
    for (;;) {
      const letter = begun ? 1 : 0
      if (rest.length < letter + 4) return found
      const size = letter + rest.readUInt32BE(letter)
      if (rest.length < size) return found
      const whole = rest.subarray(0, size)
      found.push({
        kind: begun ? String.fromCharCode(whole[0] ?? 0) : 'startup',
        body: whole.subarray(letter + 4),
        whole,
      })
      rest = rest.subarray(size)
      begun = true
    }
  }
}

/** Which statement a client's message makes the server run, if it does: those prepared earlier are known by name. */
export function statementIn({ kind, body }: Message, prepared: Map<string, string>): string | undefined {
  if (kind === 'Q') return textAt(body, 0).text
  if (kind === 'P') {
    const { text: name, next } = textAt(body, 0)
    prepared.set(name, textAt(body, next).text)
  }
  if (kind !== 'B') return undefined
  return prepared.get(textAt(body, textAt(body, 0).next).text)
}

/** The process number of the server's process behind a connection, which it tells once. */
export const backendIn = ({ kind, body }: Message): number | undefined =>
  kind === 'K' ? body.readUInt32BE(0) : undefined

/** The role that a connection is opened as. */
export function roleIn({ body }: Message): string {
  const words = body.subarray(4).toString('utf8').split('\0')
  return words[words.indexOf('user') + 1] ?? ''
}

function textAt(body: Buffer, from: number): { text: string; next: number } {
  const end = body.indexOf(0, from)
  return { text: body.toString('utf8', from, end < 0 ? body.length : end), next: end + 1 }
}
