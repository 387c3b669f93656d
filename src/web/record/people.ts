import type { RecordShown } from '#kernel'
import { mark } from '../components/marks.ts'
import { type Html, html } from '../html.ts'
import { dayWritten } from './words.ts'

/** A person's name as one source gave it; without a name, what else they are known by. */
export function nameOf(record: Pick<RecordShown, 'given' | 'family' | 'description'>): string {
  const name = [record.given, record.family].filter(Boolean).join(' ')
  return name || record.description.split('\n')[0]?.slice(0, 120) || 'Somebody not yet known'
}

/** "Born 3 March 1990", "born in 1990" or "birth date not known": as exactly as anybody knows. */
export function sayBorn(born: RecordShown['born']): string {
  if (!born) return 'Birth date not known'
  if (born.precision === 'exact') return `Born ${dayWritten(born.from)}`
  if (born.precision === 'month') return `Born in ${dayWritten(born.from).replace(/^\d+ /, '')}`
  return `Born in ${born.from.slice(0, 4)}`
}

/** One record: what it says of somebody, and how they may be reached without doing them harm. */
export function recordFacts(record: RecordShown): Html {
  const named = Boolean(record.given || record.family)
  const facts = [
    sayBorn(record.born),
    record.sex,
    record.ethnicity,
    record.language && `Speaks ${record.language}`,
    record.interpreter === true && 'Needs an interpreter',
  ]
  return html`<p class="sk-facts__line">${facts.filter(Boolean).join(' · ')}</p>
    ${named && record.description ? html`<p class="sk-facts__line sk-words">${record.description}</p>` : undefined}
    ${!named && record.description.includes('\n') ? html`<p class="sk-facts__line sk-words">${record.description}</p>` : undefined}
    ${contactRules(record)}`
}

/** Ways of contact with their rules beside them: the rule is read before the number. */
export function contactRules({ contacts }: Pick<RecordShown, 'contacts'>): Html {
  if (contacts.length === 0)
    return html`<p class="sk-facts__line"><strong>No safe way to contact them is known.</strong> Do not try.</p>`
  return html`<ul class="sk-contacts">${contacts.map(contact => {
    const unsafe = contact.safeToUse === 'no'
    return html`<li class="${unsafe ? 'sk-contact sk-contact--unsafe' : 'sk-contact'}">
      ${contact.neverLeaveMessage && contact.kind !== 'email' ? html`<strong class="sk-contact__rule">Never leave a message</strong>` : undefined}
      ${unsafe ? html`<strong class="sk-contact__rule">Not safe: do not use</strong>` : undefined}
      <span class="sk-contact__way">${kinds[contact.kind]}: ${unsafe ? html`<s>${contact.value}</s>` : contact.value}</span>
      ${contact.safeToUse === 'not-known' ? mark('Not known whether it is safe', 'warm') : undefined}
      ${contact.safeTimes ? html`<span class="sk-contact__when">Safe: ${contact.safeTimes}</span>` : undefined}
      ${contact.safeWords ? html`<span class="sk-contact__when">Say: ${contact.safeWords}</span>` : undefined}</li>`
  })}</ul>`
}

const kinds = { phone: 'Phone', text: 'Text', email: 'Email', post: 'Post', other: 'Another way' } as const
