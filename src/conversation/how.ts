import { type Installation, localDate } from '#kernel'
import {
  column,
  type Html,
  html,
  type Language,
  localeOf,
  monthIn,
  page,
  publicPage,
  type Route,
  table,
  type Visit,
} from '#web'
import { surveyed } from './fields.ts'
import { type Counted, type Offered, quarterOf, type Satisfaction, type Share, satisfactionOf } from './satisfaction.ts'

/** How those who reported found us, for everybody to read: counted, with how sure that is, and nobody to be made out. */
export const howRoutes: readonly Route[] = [
  page({ at: '/how-we-did', who: 'anyone', audit: 'nothing' }, async visit => {
    const { database, at, house, language } = visit
    const [counted, offers] = await Promise.all([
      database.measure<Counted>('select quarter, programme, question, answer, n from facts.survey_answers', [], at),
      database.measure<Offered>('select quarter, programme, offered, answered from facts.survey_offers', [], at),
    ])
    const found = satisfactionOf(counted, offers, quarterOf(localDate(at, house)))
    return publicPage(visit, { tab: language.say('How we did'), content: column(howContent(visit, found)) })
  }),
]

function howContent({ language, house }: Pick<Visit, 'language' | 'house'>, found: Satisfaction): Html {
  const { say } = language
  return html`<h1 class="govuk-heading-l">${say('How we did')}</h1>
    <p class="govuk-body">${say('When a report is closed, we ask whoever made it how it was, where it is safe to ask. We ask nobody under 16. Their answers are only counted, and kept apart from what they told us.')}</p>
    ${
      found.span
        ? figures(language, house, found, found.span)
        : html`<p class="govuk-body">${say('There is nothing to show yet. Figures stand here once three months are over.')}</p>`
    }
    <h2 class="govuk-heading-m">${say('How to read this')}</h2>
    <p class="govuk-body">${say('Those who answer may be happier, or less happy, than those who do not. The wider the two numbers are apart, the less sure a figure is: 95 times in 100, the true figure lies between them.')}</p>
    <p class="govuk-body">${say('We show no figure of fewer than 10 answers, so that nobody can be made out.')}</p>`
}

function figures(
  language: Language,
  house: Pick<Installation, 'programmes'>,
  found: Satisfaction,
  [from, until]: readonly [string, string],
): Html {
  const { say } = language
  const titles = Object.entries(surveyed)
  return html`<p class="govuk-body">${say('What we were told from {from} to {until}.', { from: monthIn(language, firstMonth(from)), until: monthIn(language, lastMonth(until)) })}
      ${found.offered < 10 ? undefined : say('We asked {asked} people, and {share} of them answered.', { asked: String(found.offered), share: percent(language, found.answered / found.offered) })}</p>
    ${table({
      caption: say('Who said “good” or “very good”'),
      captionClasses: 'govuk-table__caption--m',
      head: [{ text: say('Question') }, { text: say('Answers') }],
      firstCellIsHeader: true,
      rows: titles.map(([name, { label }]) => [
        { text: say(label) },
        { html: shareWords(language, found.byQuestion[name] ?? { is: 'withheld' }) },
      ]),
    })}
    ${
      found.byProgramme.length > 0 &&
      table({
        caption: say('The whole of it, by what was reported'),
        captionClasses: 'govuk-table__caption--m',
        head: [{ text: say('Report') }, { text: say('Answers') }],
        firstCellIsHeader: true,
        rows: found.byProgramme.map(({ programme, share }) => [
          { text: say(house.programmes.get(programme)?.title ?? programme) },
          { html: shareWords(language, share) },
        ]),
      })
    }`
}

function shareWords(language: Language, share: Share): Html {
  const { say } = language
  if (share.is === 'withheld') return html`${say('Too few to show')}`
  const n = String(share.n)
  if (share.is === 'nearly')
    return html`${share.side === 'good' ? say('Nearly all of {n}', { n }) : say('Hardly any of {n}', { n })}`
  const [all, low, high] = [share.share, share.low, share.high].map(one => percent(language, one))
  return html`<strong>${all}</strong> ${say('of {n} (between {low} and {high})', { n, low: low ?? '', high: high ?? '' })}`
}

const percent = (language: Language, share: number): string =>
  new Intl.NumberFormat(localeOf(language), { style: 'percent', maximumFractionDigits: 0 }).format(share)

/** The first month of a quarter, and its last: each by its first day. */
const firstMonth = (quarter: string): string => monthOf(quarter, 1)
const lastMonth = (quarter: string): string => monthOf(quarter, 3)
const monthOf = (quarter: string, nth: number): string =>
  `${quarter.slice(0, 4)}-${String((Number(quarter.slice(6)) - 1) * 3 + nth).padStart(2, '0')}-01`
