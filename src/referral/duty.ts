/* FGM: the duty to report it to the police, which no form of ours meets, said on a page and after sending. */
import {
  dueAt,
  type Installation,
  type Limit,
  limitAt,
  readAnswers,
  standing,
  surroundingsAt,
  type Told,
} from '#kernel'
import {
  type Answer,
  button,
  column,
  html,
  page,
  type Route,
  sayLimit,
  unverifiedBadge,
  type Visit,
  warningText,
} from '#web'
import { answersOf } from './asked.ts'
import type { Form } from './kinds.ts'
import { danger, framed } from './views/frame.ts'

export const dutyRoute: Route = page({ at: '/refer/fgm', who: 'anyone', audit: 'nothing' }, async visit =>
  dutyPage(visit),
)

/** What whoever calls 101 is asked for. */
export const sayToThePolice = html`<ul class="govuk-list govuk-list--bullet">
  <li>Say that you report FGM under the mandatory duty</li>
  <li>Your name, role and place of work, and when and where they can call you back</li>
  <li>Who is the safeguarding lead where you work</li>
  <li>Her name, age or date of birth, and address</li>
  <li>What she said or what you saw, and when</li>
  <li>What has been done, or will be, to keep her safe</li>
  <li>Write down the reference that they give, and keep it with your own record</li></ul>`

/**
 * What of the duty is left to do for whoever sent this: by which day, or `perhaps` where it was not said to be a report
 * under the duty and could be one. Nothing once the police know.
 */
export function dutyLeft({ house, at }: Visit, about: Form, typed: Told) {
  const read = readAnswers(about.report.ask, answersOf(about, typed), surroundingsAt(house, at))
  if (!('answers' in read)) return undefined
  const from = about.report.tell(read.answers).clocks?.['fgm-report']
  if (from) {
    const due = dueOf(house, limitAt(house.limits, 'fgm.report', at, house.zone), from)
    return { day: dayOf(house, due), isLate: due < at }
  }
  const { kinds, under18, fgmDuty }: Told = read.answers
  const couldBe = Array.isArray(kinds) && kinds.includes('cutting') && under18 === 'yes' && fgmDuty === undefined
  return couldBe ? ('perhaps' as const) : undefined
}

const dueOf = (house: Installation, limit: Limit, from: Date): Date =>
  dueAt(limit.value, from, house.calendar(limit.calendar))

const dayOf = ({ zone }: Installation, instant: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'full' }).format(instant)

/** Female Genital Mutilation Act 2003, s. 5B: who must report, of whom, to whom and by when. */
function dutyPage(visit: Visit): Answer {
  const { house, at } = visit
  const limit = limitAt(house.limits, 'fgm.report', at, house.zone)
  const exceptional = limitAt(house.limits, 'fgm.report-exceptional', at, house.zone)
  return framed(visit, {
    tab: 'Duty to report',
    content: column(html`<h1 class="govuk-heading-l">FGM: your duty to report</h1>
      ${warningText({ text: danger, iconFallbackText: 'Warning' })}
      <h2 class="govuk-heading-m">Who must report</h2>
      <p class="govuk-body">A regulated health or social care professional, or a teacher. The duty is yours in person: nobody else can meet it for you, and telling a manager or a safeguarding lead is not enough.</p>
      <h2 class="govuk-heading-m">Of whom</h2>
      <p class="govuk-body">A girl who is under 18 when, in your work, she tells you that she was cut, or you see physical signs of it. Do not examine her to find out.</p>
      <h2 class="govuk-heading-m">To whom and by when</h2>
      <p class="govuk-body">To the police, as a rule on 101, by the close of the next working day${unsigned(limit)}. If you learn of it now, that is <strong>${dayOf(house, dueOf(house, limit, at))}</strong>. Only in exceptional cases may it take longer, and never longer than ${sayLimit(exceptional.value)}${unsigned(exceptional)}.</p>
      <p class="govuk-body">Source: ${limit.source.instrument}, ${limit.source.section ?? ''}.</p>
      <h2 class="govuk-heading-m">When you call 101</h2>
      ${sayToThePolice}
      <h2 class="govuk-heading-m">Then the form</h2>
      <p class="govuk-body">The form tells the hub, so that she and other girls near her are kept safe. It does not stand for your call to the police: call 101 too. If you send it before you have called, whoever reads it sees by when you must.</p>
      <p class="govuk-body">Do not tell the family that you have reported it if that could put her at risk.</p>
      ${button({ text: 'I must report: go to the form', href: '/refer/11' })}
      <h2 class="govuk-heading-m">If you are not sure</h2>
      <p class="govuk-body">You fear that it may be done, somebody else told you, she is 18 or over, or you are not one of those who must report: use <a class="govuk-link" href="/refer/8">the ordinary referral</a>. If it could happen soon, call 999.</p>`),
  })
}

const unsigned = (limit: Limit) =>
  standing(limit) === 'unverified' ? html` ${unverifiedBadge('Unverified')}` : undefined
