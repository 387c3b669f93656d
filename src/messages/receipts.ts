/* What a carrier says later of what it took: it calls this address with a token that only it and we know. */
import { timingSafeEqual } from 'node:crypto'
import { asId, hashed, type Tx } from '#kernel'
import { type Answer, api, json, problem, type Route, type Visit } from '#web'
import type { Why } from './may-go.ts'
import { noteReceipt } from './queries.ts'
import { personBy } from './queue.ts'

/** The address, where a token was set; without one there is no such address. */
export const receiptRoutes = (token: string | undefined, others: Others): readonly Route[] => [
  api(
    { at: '/api/v1/messages/receipts', method: 'POST', who: 'anyone', audit: 'message.receipt', most: 16 * 1024 },
    visit => receipt(visit, token, others),
  ),
]

/** Other rooms whose letters the same carrier takes: true for one that is theirs. */
export type Others = (tx: Tx, id: string, outcome: Outcome['state']) => Promise<boolean>

type Outcome = Readonly<{ state: 'delivered' | 'failed' | 'undeliverable'; why?: Why }>

/** What each word of GOV.UK Notify comes to: a phone that is off for three days is no wrong number. */
const outcomes: Readonly<Record<string, Outcome>> = {
  delivered: { state: 'delivered' },
  'permanent-failure': { state: 'undeliverable', why: 'undeliverable' },
  'temporary-failure': { state: 'failed', why: 'not-delivered' },
  'technical-failure': { state: 'failed', why: 'not-delivered' },
}

async function receipt(visit: Visit, token: string | undefined, others: Others): Promise<Answer> {
  if (!token || !isSame(visit.headers.authorization, `Bearer ${token}`))
    return problem(
      401,
      'Not by this token',
      ['Send the header Authorization: Bearer, with the token.'],
      {},
      {
        'www-authenticate': 'Bearer',
      },
    )
  const { id, status } = partsOf(visit.given.raw)
  const outcome = Object.hasOwn(outcomes, status) ? outcomes[status] : undefined
  if (!id || !outcome)
    return problem(422, 'Not a receipt', ['Send a reference of ours, and a status that is the last.'])
  const known = await visit.database.as(
    { actor: { kind: 'api', name: 'carrier' }, action: 'message.receipt', purpose: 'keep-the-house', at: visit.at },
    async tx =>
      (await noteReceipt(tx, id, outcome.state, outcome.why, personBy(tx, visit.at))) ||
      (await others(tx, id, outcome.state)),
  )
  // The same receipt sent twice is let be; so is one of another house that shares the account.
  return json({ is: known ? 'noted' : 'let-be' })
}

const isSame = (given: unknown, wanted: string): boolean => timingSafeEqual(hashed(String(given)), hashed(wanted))

/** Only these two are read: the address that stands beside them is nobody's affair here. */
function partsOf(raw: unknown): { id: string | undefined; status: string } {
  try {
    const body: unknown = JSON.parse(String(raw))
    if (typeof body !== 'object' || body === null) return { id: undefined, status: '' }
    const { reference, status } = body as { reference?: unknown; status?: unknown }
    return { id: asId(String(reference)), status: String(status) }
  } catch {
    return { id: undefined, status: '' } // not JSON: where it breaks would quote it
  }
}
