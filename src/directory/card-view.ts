import type { Calendar } from '#kernel'
import {
  asWritten,
  attributes,
  details,
  type Html,
  html,
  type Language,
  localeOf,
  mark,
  unverifiedBadge,
  worded,
} from '#web'
import type { Why } from './fit.ts'
import { openAt } from './opening.ts'
import { dialled, type Service } from './service.ts'
import { isStale } from './stale.ts'
import type { District } from './where.ts'
import { languagesIn, sayCost, sayHours, sayOpen, sayWhom } from './words.ts'

export type Showing = Readonly<{
  language: Language
  at: Date
  calendar: Calendar
  districts: readonly District[]
}>

/** Services one under another or side by side; `level` is of their headings. */
export const serviceList = (cards: readonly Html[]): Html =>
  html`<ul class="govuk-list sk-services">${cards.map(one => html`<li class="sk-service">${one}</li>`)}</ul>`

/**
 * A service as somebody frightened needs it: whether it is open, how to reach it, then why it is here; and folded away
 * what happens when they call, whom it may have to tell, and how to reach it safely.
 */
export function serviceCard(service: Service, showing: Showing, why?: Why, level: 2 | 3 | 4 = 3): Html {
  const { language, at, calendar } = showing
  const { say } = language
  const { said, checked, kind } = service
  const state = openAt(said.hours, at, calendar)
  return html`<h${level} class="govuk-heading-s sk-service__name"><bdi>${said.name}</bdi></h${level}>
    <p class="sk-service__open sk-service__open--${state.is}">${sayOpen(language, state, at, calendar)}</p>
    ${said.notice && html`<p class="govuk-body sk-service__notice"><strong>${asWritten(language, said.notice)}</strong></p>`}
    <p class="govuk-body sk-service__about">${asWritten(language, said.about)}</p>
    ${ways(service, language)}
    ${why && reasons(service, why, showing)}
    ${details({ summaryHtml: worded(language, 'More about {name}', { name: html`<bdi>${said.name}</bdi>` }), html: more(service, showing) })}
    <p class="sk-service__check">${said.madeUp && mark(say('Made up for this demonstration'), 'warm')}
    ${isStale(checked, at, calendar) && kind !== 'emergency' && unverifiedBadge(say('Check before relying on this'))}</p>`
}

/** How to reach it, the ways that most need first. A number is a link of digits alone, which the oldest telephone dials. */
function ways({ said, kind }: Service, language: Language): Html {
  const { say } = language
  const { phone, text, chat, web, email, sign, place, cost } = said
  const link = (href: string, words: string) =>
    html`<a class="govuk-link" href="${href}" rel="noreferrer noopener external">${words}</a>`
  return html`<ul class="sk-service__ways">
    ${phone && html`<li>${say('Call')} <a class="govuk-link" href="tel:${dialled(phone)}"><bdi>${phone}</bdi></a> <span class="sk-note">${sayCost(language, cost)}</span></li>`}
    ${text && html`<li>${say('Send a text message to')} <a class="govuk-link" href="sms:${dialled(text)}"><bdi>${text}</bdi></a></li>`}
    ${chat && html`<li>${say('Write to somebody on their page:')} ${link(chat, hostOf(chat))}</li>`}
    ${sign && html`<li>${say('In British Sign Language:')} ${link(sign, hostOf(sign))}</li>`}
    ${email && html`<li>${say('E-mail')} <a class="govuk-link" href="mailto:${email}"><bdi>${email}</bdi></a></li>`}
    ${web && web !== chat && web !== sign && html`<li>${say('Their website:')} ${link(web, hostOf(web))}</li>`}
    ${place && kind !== 'refuge' && html`<li>${say('You can go there:')} <bdi>${[place.name, ...place.lines, place.town, place.postcode].join(', ')}</bdi></li>`}
  </ul>`
}

const hostOf = (address: string): string => new URL(address).host.replace(/^www\./, '')

/** Why it is here, from what somebody chose. */
function reasons({ said }: Service, why: Why, { language, districts }: Showing): Html | undefined {
  const { say } = language
  const here = why.near && said.districts && said.districts.length < districts.length
  const parts = [
    ...(why.people.length > 0 ? sayWhom(language, { ...said, people: why.people }).slice(0, 1) : []),
    ...(here ? [say('Near the place you gave')] : []),
    ...(why.speaks === 'itself' ? [say('Speaks the language you chose')] : []),
    ...(why.speaks === 'interpreter' ? [say('Can find an interpreter: say your language when they answer')] : []),
  ]
  return parts.length ? html`<p class="sk-service__why">${parts.join('. ')}.</p>` : undefined
}

type Row = readonly [term: string, lines: readonly (string | Html)[]]

function more(service: Service, showing: Showing): Html {
  const rows = [...beforeCalling(service, showing), ...whereAndWhen(service, showing)]
  return html`<dl class="sk-service__more">${rows.map(([term, lines]) => html`<dt>${term}</dt>${lines.map(line => html`<dd>${line}</dd>`)}`)}</dl>`
}

/** What somebody wants to know before they call. */
function beforeCalling({ said }: Service, { language }: Showing): readonly Row[] {
  const { say } = language
  const whom = sayWhom(language, said)
  const first = say('You can ask that before you say anything about yourself.')
  const tells = say('We do not know. Ask them first, if that matters to you.')
  return [
    [say('When it is open'), sayHours(language, said)],
    [say('Whom it is for'), whom.length ? whom : [say('Anybody')]],
    [say('What it costs'), [sayCost(language, said.cost)]],
    [say('What happens first'), [said.happens ? asWritten(language, said.happens) : first]],
    [say('Whom they may have to tell'), [said.tells ? asWritten(language, said.tells) : tells]],
    [say('Reaching them safely'), safely(said, language)],
    [say('Languages'), spokenBy(said, language)],
  ]
}

function spokenBy(said: Service['said'], language: Language): readonly (string | Html)[] {
  const { say } = language
  const names = languagesIn(language)
  if (!said.languages && !said.interpreter) return [say('We know only that they speak English')]
  return [
    ...(said.languages ?? []).map(
      tag => html`<bdi${attributes({ lang: tag === 'bfi' ? undefined : tag })}>${names[tag] ?? tag}</bdi>`,
    ),
    ...(said.interpreter ? [say('They can find an interpreter')] : []),
  ]
}

function whereAndWhen({ said, checked, kind }: Service, { language, districts }: Showing): readonly Row[] {
  const { say } = language
  const near = districts.filter(({ id }) => said.districts?.includes(id)).map(one => one.name)
  const secret = say('That is kept secret, and is not written anywhere in this directory.')
  return [
    ...(said.place?.access && kind !== 'refuge'
      ? [[say('Getting in'), [asWritten(language, said.place.access)]] as const]
      : []),
    ...(near.length > 0 && near.length < districts.length ? [[say('Where it helps'), near] as const] : []),
    ...(kind === 'refuge' ? [[say('Where it is'), [secret]] as const] : []),
    [say('Last checked'), [checked ? dayOf(checked.on, language) : say('Nobody has checked this yet')]],
  ]
}

/** What a telephone and a browser keep by themselves, said before anybody uses them. */
function safely(said: Service['said'], language: Language): readonly (string | Html)[] {
  const { say } = language
  return [
    ...(said.safely ? [asWritten(language, said.safely)] : []),
    ...(said.phone || said.text
      ? [
          say(
            'The phone keeps a list of calls and messages, and a bill may show them. If somebody looks at yours, delete them afterwards or use another phone.',
          ),
        ]
      : []),
    ...(said.web || said.chat || said.sign
      ? [say('The browser keeps what you opened. A private window keeps less.')]
      : []),
  ]
}

/** A day as it is said in a language. */
export const dayOf = (day: string, language: Language): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' })
