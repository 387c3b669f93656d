import { beginFile, finishFile, holdPiece, type Installation, part, Refused, said } from '#kernel'
import { type Answer, api, json, type Route, type Visit } from '#web'

const open = { who: 'anyone', audit: 'nothing' } as const

/**
 * How script sends a file in pieces while somebody goes on reading: a place for it, each piece, then a look at the whole.
 * What is given out is a token that only the page has; nothing here is stored under anybody's name, and a piece may be sent
 * as often as a bad line makes it.
 */
export const fileRoutes: readonly Route[] = [
  api({ ...open, method: 'POST', at: '/files' }, visit =>
    answered(visit, async house => {
      const { name, bytes } = sent(visit)
      return { token: await beginFile(house, said(name), Number(bytes), visit.source) }
    }),
  ),
  api({ ...open, method: 'PUT', at: '/files/:piece', most: 2 * 1024 * 1024 }, visit =>
    answered(visit, async house => {
      const bytes = part(visit.given, 'raw')
      const token = said(visit.headers['x-held'])
      await holdPiece(
        house,
        token,
        Number(visit.params.piece),
        Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0),
        visit.source,
      )
      return {}
    }),
  ),
  api({ ...open, method: 'POST', at: '/files/whole' }, visit =>
    answered(visit, async house => ({ token: (await finishFile(house, said(sent(visit).token), visit.source)).token })),
  ),
]

type Said = Readonly<Record<string, unknown>>

async function answered(
  { house, language }: Visit,
  work: (house: Installation) => Promise<Readonly<Record<string, string>>>,
): Promise<Answer> {
  try {
    return json(await work(house))
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return json({ why: language.say(fault.refusal.message) }, 422)
  }
}

/** The JSON that was sent; nothing of it where it is none. */
function sent({ given }: Visit): Said {
  try {
    const read: unknown = JSON.parse(said(part(given, 'raw')))
    return typeof read === 'object' && read !== null
      ? { name: part(read, 'name'), bytes: part(read, 'bytes'), token: part(read, 'token') }
      : {}
  } catch {
    return {}
  }
}
