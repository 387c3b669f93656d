/* Modern slavery: a sheet to print and to fill in by hand, before any form is. */
import { type Installation, limitAt, standing } from '#kernel'
import {
  type Answer,
  button,
  column,
  type Html,
  html,
  page,
  type Route,
  sayLimit,
  unverifiedBadge,
  type Visit,
  warningText,
} from '#web'
import { danger, framed } from './views/frame.ts'

export const sheetRoute: Route = page({ at: '/refer/slavery-sheet', who: 'anyone', audit: 'nothing' }, async visit =>
  sheetPage(visit),
)

const asked: readonly Readonly<{ title: string; of: readonly string[] }>[] = [
  {
    title: 'Who fills in this sheet',
    of: [
      'Your name, role, organisation and how to reach you',
      'Day, time and place at which you met them, and who else was there',
      'Reference of the police or of another agency, if there is one',
    ],
  },
  {
    title: 'The person',
    of: [
      'Name, and any other names used',
      'Date of birth, or about how old they look. Are they under 18, or could they be?',
      'Nationality and language. Is an interpreter needed, who has nothing to do with those who control them?',
      'Where they are now, and how and when to reach them safely',
      'Are they hurt, ill, pregnant, or in need of a place tonight?',
      'Who depends on them, here or elsewhere',
      'Disability, health, or anything else that makes it harder for them to tell',
    ],
  },
  {
    title: 'What happened',
    of: [
      'How they were found, by whom and when, in their own words where they gave any',
      'How they came here: from where, who arranged it, what they were promised, what they paid or owe',
      'What they were made to do: work, sex, crime, service in a home, begging, something else',
      'Where, from when until when, for what pay, and who took the money',
      'How they are controlled: papers, phone or money kept; threats; debts; being watched or locked in',
      'How and when it ended, or whether it goes on',
    ],
  },
  {
    title: 'Those who do it, and others',
    of: [
      'Names, descriptions, vehicles, addresses, telephone numbers',
      'Is anybody else there in the same position, and are there children?',
      'What was seen, and what shows it: papers, photos, messages, marks',
    ],
  },
  {
    title: 'What they want',
    of: [
      'Of an adult: was the national referral mechanism explained in their language, alone, and do they agree to it?',
      'What they want now: police, a safe place, a doctor, a lawyer, going home',
      'What has been promised to them already, and by whom',
    ],
  },
  {
    title: 'What was done',
    of: [
      'Police told? When, and by whom',
      'Of a child: social care told? When, and who answered',
      'A safe place, a doctor, food, a telephone: what was given, and by whom',
    ],
  },
]

/** The national form cannot be relied on to save what was begun: so this is filled in first. */
const sheetPage = (visit: Visit): Answer =>
  framed(visit, {
    tab: 'Sheet',
    content: column(html`<h1 class="govuk-heading-l">Modern slavery: before you fill in a form</h1>
      <p class="govuk-body-l">Print this page, and have answers before you begin. The national online form was described as taking about an hour and as one that cannot be saved part way ${unverifiedBadge('Unverified')}; check what it says today.</p>
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
      <h2 class="govuk-heading-m">What follows</h2>
      ${after(visit)}
      <p class="govuk-body">What you write on it is personal: keep it locked away, and shred it when it has been sent.</p>
      <p class="govuk-body">${button({ text: 'Refer modern slavery to us', href: '/refer/7' })}</p>`),
  })

/** What may be said to somebody who asks what comes next: the two limits that the guidance gives. */
function after({ house, at }: Visit): Html {
  const said = (id: string) => spoken(house, id, at)
  return html`<ul class="govuk-list govuk-list--bullet">
    <li>The deciding authority aims to say within ${said('slavery.reasonable-grounds')} whether there are reasonable grounds. That is an aim: do not promise it.</li>
    <li>If there are, a time to recover follows, of at least ${said('slavery.recovery')}, with support for an adult who wants it.</li></ul>`
}

function spoken(house: Installation, id: string, at: Date): Html {
  const limit = limitAt(house.limits, id, at, house.zone)
  return html`${sayLimit(limit.value)}${standing(limit) === 'unverified' && html` ${unverifiedBadge('Unverified')}`}`
}
