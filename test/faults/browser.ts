/** What came back: nothing, where the connection was cut or nobody listened. */
export type Answer = Readonly<{ status: number; to: string; body: string; bytes: Buffer }>
export type Fields = Readonly<Record<string, string | readonly string[]>>

/** A browser without script over real HTTP: keeps one cookie and follows nothing. It gives up after half a minute. */
export type Browser = Readonly<{
  get(path: string): Promise<Answer | undefined>
  post(path: string, fields?: Fields): Promise<Answer | undefined>
  upload(path: string, fields: Readonly<Record<string, string>>, bytes: Buffer): Promise<Answer | undefined>
  /** Sends a piece of a file ahead, as script does. */
  put(path: string, token: string, bytes: Buffer): Promise<Answer | undefined>
  /** Sends JSON as another program does. */
  send(path: string, key: string, body: unknown): Promise<Answer | undefined>
}>

export function browser(url: string, patience = 30_000): Browser {
  let cookie = ''
  const ask = async (path: string, how: RequestInit = {}): Promise<Answer | undefined> => {
    try {
      const answer = await fetch(`${url}${path}`, {
        ...how,
        headers: { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...how.headers },
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      const [set] = answer.headers.getSetCookie()
      if (set) cookie = set.split(';')[0] ?? ''
      return { status: answer.status, to: answer.headers.get('location') ?? '', body: bytes.toString('utf8'), bytes }
    } catch {
      return undefined // cut, refused or never answered: to whoever asked it is all one
    }
  }
  return {
    get: path => ask(path),
    post: (path, fields = {}) => ask(path, { method: 'POST', body: new URLSearchParams(pairs(fields)) }),
    upload: (path, fields, bytes) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      form.set('file', new Blob([Uint8Array.from(bytes)], { type: 'application/octet-stream' }), 'kept.bin')
      return ask(path, { method: 'POST', body: form })
    },
    put: (path, token, bytes) =>
      ask(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/octet-stream', 'x-held': token },
        body: Uint8Array.from(bytes),
      }),
    send: (path, key, body) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
  }
}

const pairs = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))
