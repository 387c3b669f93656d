import { type Answer, column, dayIn, html, notFoundPage, page, publicPage, type Route, type Visit } from '#web'
import { onPage } from './markup.ts'
import { issueNumber } from './queries.ts'

/** Each issue as a page that anybody may read, without an address given. */
export const issueRoutes: readonly Route[] = [
  page({ at: '/news/:number', who: 'anyone', audit: 'nothing' }, visit => issuePage(visit)),
]

async function issuePage(visit: Visit): Promise<Answer> {
  const number = /^[1-9]\d{0,5}$/.test(visit.params.number ?? '') ? Number(visit.params.number) : undefined
  const issue =
    number === undefined
      ? undefined
      : await visit.database.as(
          {
            actor: { kind: 'public' },
            action: 'newsletter.read',
            purpose: 'keep-the-house',
            at: visit.at,
            onlyIfShown: true,
          },
          tx => issueNumber(tx, number),
        )
  if (!issue?.sentAt) return notFoundPage(visit)
  const { language } = visit
  return publicPage(visit, {
    tab: language.say('Newsletter'),
    content:
      column(html`<div lang="en-GB" dir="ltr"><span class="govuk-caption-l">${dayIn(language, issue.sentAt.toISOString().slice(0, 10))}</span>
      <h1 class="govuk-heading-l">${issue.title}</h1>${onPage(issue.words)}</div>
      <p class="govuk-body"><a class="govuk-link" href="${language.to('/news')}">${language.say('Get it by email, or read others')}</a></p>`),
  })
}
