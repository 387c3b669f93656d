import { asId, stateOpening } from '#kernel'
import { type Answer, form, goTo, hubPath, offerBack, openingIn, page, purposePage, type Route, type Visit } from '#web'

/** Stating why a record is opened, before it is. */
export const openingRoutes: readonly Route[] = [
  form({ at: '/hub/open', who: 'signed-in', audit: 'record.purpose', most: 4 * 1024 * 1024 }, open),
  page({ at: '/hub/why', who: 'signed-in', audit: 'nothing' }, async visit =>
    asId(visit.query.subject ?? '')
      ? purposePage(visit, { subject: visit.query.subject!, to: hubPath(visit.query.to ?? '') })
      : goTo('/hub'),
  ),
]

async function open(visit: Visit): Promise<Answer> {
  const opening = openingIn(visit)
  const subject = asId(opening.subject)
  if (!subject || !visit.token) return goTo('/hub')
  const { purpose, note, to, problems, kept } = opening
  if (!purpose || problems.length) {
    const sealed = typeof visit.given.kept === 'string' ? visit.given.kept : undefined
    return purposePage(visit, { subject, to, kept: sealed }, problems)
  }
  const token = visit.token
  await visit.as(purpose, tx => stateOpening(tx, token, subject, purpose, note), note ? { note } : {})
  return kept ? offerBack(kept, 'Your reason has been noted') : goTo(to)
}
