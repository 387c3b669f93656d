/* Putting a referral aside, and taking it up again with its code, on this computer or another. */
import { isPassing, part } from '#kernel'
import { type Answer, form, page, type Route, type Throttle, type Visit } from '#web'
import { codeIn, type Draft, hashOf, lockDraft, newCode, unlockDraft } from './draft.ts'
import { type Form, formAt } from './kinds.ts'
import { asideUnder, putAside } from './queries.ts'
import { asidePage, returnPage } from './views/aside.ts'
import { formPage } from './views/form.ts'

const open = { who: 'anyone' } as const

/** One address that says nothing; the code is only ever posted, or stands behind the `#` that no browser sends. */
export const returnRoutes = (throttle: Throttle): readonly Route[] => [
  page({ at: '/refer/return', ...open, audit: 'nothing' }, async visit => returnPage(visit)),
  form({ at: '/refer/return', ...open, audit: 'referral.resume' }, visit => takenUp(visit, throttle)),
]

const asPublic = (visit: Visit, action: 'referral.save' | 'referral.resume') =>
  ({ actor: { kind: 'public' }, action, purpose: 'report-harm', at: visit.at }) as const

/** Kept for a week, under the code it has already or under a new one, which is shown now and never again. */
export async function putAsidePage(visit: Visit, about: Form, draft: Draft): Promise<Answer> {
  const code = draft.code ?? newCode()
  try {
    const bytes = lockDraft(visit.house.sealer, about.at, draft, code, visit.at)
    const until = await visit.database.as(asPublic(visit, 'referral.save'), tx => putAside(tx, hashOf(code), bytes))
    if (!until) return formPage(visit, about, draft, { notKept: true })
    return asidePage(visit, { code, until, isNew: draft.code === undefined })
  } catch (fault) {
    if (isPassing(fault)) return formPage(visit, about, draft, { notKept: true })
    throw fault
  }
}

async function takenUp(visit: Visit, throttle: Throttle): Promise<Answer> {
  const { at, source, given, house } = visit
  const code = codeIn(part(given, 'code'))
  if (!code) return returnPage(visit, { wrong: 'Enter all 16 letters and numbers of your code' })
  const wait = throttle.wait(source, at)
  if (wait > 0) return returnPage(visit, { wait })
  const bytes = await visit.database.as(asPublic(visit, 'referral.resume'), tx => asideUnder(tx, hashOf(code)))
  const found = bytes && unlockDraft(house.sealer, bytes, code, at)
  if (found) return formPage(visit, formAt(house, found.form), found.draft, { resumed: true })
  throttle.missed(source, at)
  return returnPage(visit, {
    wrong: 'This code opens nothing. Check it. After 7 days, or once it was sent, a referral is no longer here',
  })
}
