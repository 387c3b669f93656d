/* Two duties with rules of their own, said on one page each: FGM, and modern slavery as a sheet to print. */
import { dueAt, limitAt, standing } from '#kernel'
import {
  type Answer,
  button,
  column,
  type Html,
  html,
  page,
  type Route,
  unverifiedBadge,
  type Visit,
  warningText,
} from '#web'
import { danger, framed } from './views/frame.ts'

const open = { who: 'anyone', audit: 'nothing' } as const

export const dutyRoutes: readonly Route[] = [
  page({ at: '/refer/fgm', ...open }, async visit => fgmPage(visit)),
  page({ at: '/refer/slavery-sheet', ...open }, async visit => sheetPage(visit)),
]

/** Female Genital Mutilation Act 2003, s. 5B: who must report, of whom, to whom and by when. */
function fgmPage(visit: Visit): Answer {
  const { house, at } = visit
  const limit = limitAt(house.limits, 'fgm.report', at, house.zone)
  const due = dueAt(limit.value, at, house.calendar(limit.calendar))
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: house.zone, dateStyle: 'full' }).format(due)
  const badge: Html | undefined = standing(limit) === 'unverified' ? html` ${unverifiedBadge('Unverified')}` : undefined
  return framed(visit, {
    tab: 'Duty to report',
    content: column(html`<h1 class="govuk-heading-l">FGM: your duty to report</h1>
      ${warningText({ text: danger, iconFallbackText: 'Warning' })}
      <h2 class="govuk-heading-m">Who must report</h2>
      <p class="govuk-body">A regulated health or social care professional, or a teacher. The duty is yours in person: nobody else can meet it for you, and telling a manager or a safeguarding lead is not enough.</p>
      <h2 class="govuk-heading-m">Of whom</h2>
      <p class="govuk-body">A girl who is under 18 when, in your work, she tells you that she was cut, or you see signs that she was.</p>
      <h2 class="govuk-heading-m">To whom and by when</h2>
      <p class="govuk-body">To the police, as a rule on 101, by the close of the next working day${badge}. If you learn of it now, that is <strong>${day}</strong>. Only in exceptional cases may it take longer, and at most one month.</p>
      <p class="govuk-body">Source: ${limit.source.instrument}, ${limit.source.section ?? ''}.</p>
      <h2 class="govuk-heading-m">Then the form</h2>
      <p class="govuk-body">The form tells the hub, so that she and other girls near her are kept safe, and a clock runs until it has been dealt with. It does not stand for your call to the police: call 101 too, and write down the reference that they give.</p>
      <p class="govuk-body">Do not tell the family that you have reported it if that could put her at risk.</p>
      ${button({ text: 'I must report: go to the form', href: '/refer/11' })}
      <h2 class="govuk-heading-m">If you are not sure</h2>
      <p class="govuk-body">You fear that it may be done, she is 18 or over, or you are not one of those who must report: use <a class="govuk-link" href="/refer/8">the ordinary referral</a>. If it could happen soon, call 999.</p>`),
  })
}

const asked: readonly Readonly<{ title: string; of: readonly string[] }>[] = [
  {
    title: 'The person',
    of: [
      'Name, and any other names used',
      'Date of birth, or about how old they look. Are they under 18, or could they be?',
      'Nationality and language. Is an interpreter needed, who has nothing to do with those who control them?',
      'Where they are now, and how to reach them safely',
      'Are they hurt, ill, pregnant, or in need of a place tonight?',
    ],
  },
  {
    title: 'What happened',
    of: [
      'How they were found, by whom and when, in their own words where they gave any',
      'How they came here: who arranged it, what they were promised, what they paid or owe',
      'What they were made to do, where, for how long, for what pay',
      'How they are controlled: papers, phone or money kept; threats; debts; being watched or locked in',
    ],
  },
  {
    title: 'Those who do it, and others',
    of: [
      'Names, descriptions, vehicles, addresses, telephone numbers',
      'Is anybody else there in the same position, and are there children?',
    ],
  },
  {
    title: 'What they want',
    of: [
      'Of an adult: was the national referral mechanism explained in their language, alone, and do they agree to it?',
      'What they want now: police, a safe place, a doctor, going home',
      'What has been promised to them already',
    ],
  },
]

/** A sheet to print and fill in by hand; the national form cannot be relied on to save what was begun. */
const sheetPage = (visit: Visit): Answer =>
  framed(visit, {
    tab: 'Sheet',
    content: column(html`<h1 class="govuk-heading-l">Modern slavery: before you fill in a form</h1>
      <p class="govuk-body-l">Print this page, and have answers before you begin. The national online form was described as taking about an hour and as one that cannot be saved part way; check what it says today.</p>
      ${warningText({ text: danger, iconFallbackText: 'Warning' })}
      <h2 class="govuk-heading-m">Your duty</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>Police, councils, the National Crime Agency and the Gangmasters and Labour Abuse Authority have a duty to notify of anybody who may be a victim (Modern Slavery Act 2015, s. 52).</li>
        <li><strong>An adult must consent</strong> to be referred to the national referral mechanism. Explain first what it is, in their language, with nobody near who may control them. If they do not consent, a duty to notify report is made without what identifies them.</li>
        <li><strong>A child needs no consent.</strong> If somebody may be under 18, treat them as a child and refer them as a child as well.</li>
        <li>Only a first responder organisation can make the referral. If yours is not one, <a class="govuk-link" href="/refer/7">refer to us</a>.</li>
        <li>Do not question somebody as a witness: what they say first may be evidence. Write it down as they say it. Promise nothing that you cannot keep.</li>
      </ul>
      <div class="sk-lines">${asked.map(({ title, of }) => html`<h2 class="govuk-heading-m">${title}</h2><ol class="govuk-list govuk-list--number">${of.map(one => html`<li>${one}</li>`)}</ol>`)}</div>
      <p class="govuk-body">What you write on it is personal: keep it locked away, and shred it when it has been sent.</p>
      <p class="govuk-body">${button({ text: 'Refer modern slavery to us', href: '/refer/7' })}</p>`),
  })
