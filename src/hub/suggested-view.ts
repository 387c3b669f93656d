import type { RecordShown } from '#kernel'
import type { Suggested, Suggestion } from '#matching'
import { type Html, html, mark, nameOf, sayBorn } from '#web'
import { familyWarning, howSure, waterfall, whyInWords } from './likeness-view.ts'

/** Who a record may be, with the other records read: what a page of it shows. */
export type Might = Suggested & Readonly<{ others: ReadonlyMap<string, RecordShown> }>

/** Those whom somebody might be, the likeliest first, each with why and a way to say so; and who may know more. */
export function mightBe({ suggestions, hasMore, ask, others }: Might): Html {
  const told = suggestions.filter(one => one.state !== 'different')
  return html`${told.length ? html`<ul class="sk-records">${told.map(one => suggested(one, others.get(one.other)))}</ul>` : undefined}
    ${hasMore && told.length === suggestions.length ? html`<p class="govuk-body">These are the ${told.length} likeliest. There are more.</p>` : undefined}
    ${ask.length ? asked(ask) : undefined}
    ${told.length || ask.length ? undefined : html`<p class="govuk-body">Nobody who is known so far is much like them.</p>`}`
}

/** The same in a line, for a page with much else on it. */
export function mightBeInShort({ suggestions, hasMore, ask, others }: Might, address: string): Html | undefined {
  const [likeliest, ...more] = suggestions.filter(one => one.state === 'open' || one.state === 'unsure')
  const other = likeliest && others.get(likeliest.other)
  if (!other && ask.length === 0) return undefined
  // Those said to be others come last: where one of them is among these, whoever might be the same is, too.
  const isCut = hasMore && suggestions.every(one => one.state !== 'different')
  return html`<p class="sk-facts__line">${other ? html`<strong>${howSure(likeliest.probability)}</strong> as <a class="govuk-link" href="/hub/matches/${likeliest.id}">${nameOf(other)}<span class="govuk-visually-hidden">, compare</span></a>, ${lower(sayBorn(other.born))}${more.length ? html`, and <a class="govuk-link" href="${address}">${more.length} ${isCut ? 'or more others' : 'more'}</a>` : undefined}. ${whyInWords(likeliest.because)}.` : undefined}
    ${askMarks(ask)}</p>`
}

/** Who may know more, in a line: of somebody whom a person linked, too, since nobody has asked for that. */
export const whomToAsk = ({ ask }: Might): Html | undefined =>
  ask.length ? html`<p class="sk-facts__line">${askMarks(ask)}</p>` : undefined

const askMarks = (ask: readonly string[]): readonly Html[] =>
  ask.map(kind => html` ${mark(`Known to ${kindOf(kind)}: ask`, 'warm')}`)

function suggested(one: Suggestion, other: RecordShown | undefined): Html {
  if (!other) return html``
  const warning = familyWarning(one.because)
  return html`<li><h3 class="sk-person__name"><a class="govuk-link" href="/hub/matches/${one.id}">${nameOf(other)}<span class="govuk-visually-hidden">, compare the two records</span></a></h3>
    <p class="sk-facts__line"><strong>${howSure(one.probability)}</strong> ${one.state === 'same' ? mark('Said to be one person') : one.state === 'unsure' ? mark('Somebody was not sure', 'warm') : undefined}</p>
    <p class="sk-facts__line">${whyInWords(one.because)}.</p>
    ${warning ? html`<p class="sk-facts__line"><strong>${warning}</strong></p>` : undefined}
    ${waterfall(one)}</li>`
}

const asked = (kinds: readonly string[]): Html =>
  html`<div class="sk-asked">${kinds.map(kind => html`<p class="govuk-body"><strong>Known to ${kindOf(kind)}: ask.</strong> Somebody very like this is in their own records, which are not shared here. Ask them by telephone, or set them an action when you decide.</p>`)}</div>`

const kinds: Readonly<Record<string, string>> = {
  'childrens-social-care': 'children’s social care',
  'adults-social-care': 'adults’ social care',
  council: 'a council',
  charity: 'a charity',
  fire: 'fire and rescue',
}
const kindOf = (kind: string): string => kinds[kind] ?? kind.replaceAll('-', ' ')

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)
