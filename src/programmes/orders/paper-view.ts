import type { Installation } from '#kernel'
import { dayWritten, type Html, html, insetText, nameOf } from '#web'
import { forbidden, required } from './clauses.ts'
import { kindIn } from './kinds.ts'
import { madeOnIn } from './lengths.ts'
import type { OrderShown } from './order-queries.ts'
import { type Terms, withheld } from './terms.ts'

export type Paper = OrderShown & Readonly<{ terms: Terms; secrets: readonly string[] }>

const nothingYet = html`<div class="sk-reading"><h1 class="govuk-heading-l">There is nothing to hand over yet</h1>
  <p class="govuk-body">No notice has been issued and no order made.</p></div>`

/** States in which nobody is bound any more: a paper that says otherwise must not be handed over. */
const over: ReadonlySet<string> = new Set(['declined', 'refused', 'expired', 'discharged', 'superseded', 'closed'])
const noLonger = html`<div class="sk-reading"><h1 class="govuk-heading-l">There is nothing to hand over any more</h1>
  <p class="govuk-body">This order or notice binds nobody now. What it said stays in the case.</p></div>`

/** These say where somebody lives: on paper they are the list's own words and nothing that anybody typed. */
const placed: ReadonlySet<string> = new Set(['zone', 'home'])

/**
 * A copy that the subject may hold. It shows no zone, address or way of contact of anybody protected, and what was typed
 * is searched for them. The court's own order is what binds.
 */
export function paperView({ shown, stands, terms, secrets }: Paper, house: Pick<Installation, 'zone'>): Html {
  if (over.has(shown.state)) return noLonger
  const made = madeOnIn(stands, house)
  const kind = kindIn(stands)
  const isNotice = stands.lasts === undefined
  if (isNotice && (!kind?.notice || terms.prohibitions.length === 0)) return nothingYet
  const clean = (words: string) => withheld(words, secrets)
  const names = (part: string) =>
    shown.people
      .filter(one => one.part === part && (one.record.given || one.record.family))
      .map(one => nameOf(one.record))
  const sentence = (one: Terms['prohibitions'][number], from: Readonly<Record<string, string>>) => {
    const listed = from[one.what] ?? ''
    const own = placed.has(one.what) || !one.words ? '' : clean(one.words)
    const words = one.what === 'other' ? own || 'See the court’s order' : [listed, own].filter(Boolean).join(': ')
    return one.until ? `${words}, until ${dayWritten(one.until)}` : words
  }
  const list = (clauses: Terms['prohibitions'], from: Readonly<Record<string, string>>) =>
    html`<ul class="govuk-list govuk-list--bullet">${clauses.map(one => html`<li class="sk-words">${sentence(one, from)}</li>`)}</ul>`
  return html`<div class="sk-reading sk-paper">
    ${insetText({ text: 'This copy leaves out where anybody protected lives or may be found. Read it before you hand it over. The court’s own order is what binds.', classes: 'sk-unprinted' })}
    <h1 class="govuk-heading-l">${isNotice ? `Notice (${kind?.notice?.short ?? ''})` : (kind?.title ?? 'Order')}</h1>
    <p class="govuk-body">To: <strong>${names('subject').join(', ') || 'the person it names'}</strong></p>
    ${terms.court && !isNotice ? html`<p class="govuk-body">Made by ${clean(terms.court)}${made ? ` on ${dayWritten(made)}` : ''}${terms.courtReference ? `, reference ${clean(terms.courtReference)}` : ''}.</p>` : undefined}
    <p class="govuk-body">It protects ${names('protected').join(', ') || 'the person it names'}.
      ${stands.lasts === 'day' ? html`It lasts until the end of <strong>${dayWritten(String(stands.expires))}</strong>.` : isNotice ? 'It lasts until a court decides.' : 'It lasts until further order.'}</p>
    <h2 class="govuk-heading-m">What you must not do</h2>${terms.prohibitions.length ? list(terms.prohibitions, addressed(forbidden)) : html`<p class="govuk-body">See the court’s order.</p>`}
    ${terms.requirements.length ? html`<h2 class="govuk-heading-m">What you must do</h2>${list(terms.requirements, addressed(required))}` : undefined}
    <h2 class="govuk-heading-m">If you break it</h2>
    <p class="govuk-body">${kind?.breach === 'offence' ? 'It is an offence, for which you may be sent to prison for up to five years.' : 'You may be arrested and brought before a court, which may fine you or send you to prison.'} It makes no difference who began the contact.</p>
    <p class="govuk-body">Only a court can change it. Ask a solicitor or the court if anything is not clear. Reference ${shown.reference}.</p></div>`
}

/** The list's sentences, said to the person they bind. */
const addressed = (from: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(from).map(([code, words]) => [code, words.replace(/^Must/, 'You must')]))
