import { button } from './components/button.ts'
import { insetText } from './components/inset-text.ts'
import { flattened } from './given.ts'
import { type Html, html } from './html.ts'
import { type Answer, show, type Visit } from './route.ts'

export type Kept = Readonly<{ path: string; pairs: readonly (readonly [string, string])[] }>

/** What was typed when a session had run out travels sealed through signing in, and is offered back afterwards. */
export function keepForSignIn(visit: Visit): Answer {
  const kept = visit.house.sealer.wrap({ path: visit.path, pairs: flattened(visit.given) } satisfies Kept, 'kept form')
  return show(
    {
      title: 'You have been signed out',
      kind: 'hub',
      content: html`<h1 class="govuk-heading-l">You have been signed out</h1>
      ${insetText({ text: 'What you typed is safe. Sign in again and it will be here for you to send.' })}
      <form method="post" action="/hub/sign-in/again"><input type="hidden" name="kept" value="${kept}">${button({ text: 'Sign in again' })}</form>`,
    },
    401,
  )
}

/** What was kept, if it is ours and whole. */
export function keptIn(visit: Visit): Kept | undefined {
  const kept = visit.house.sealer.unwrap(String(visit.given.kept ?? ''), 'kept form')
  return isKept(kept) ? kept : undefined
}

/** Offers back what was typed before signing in again, or before saying why a record is opened. */
export function offerBack(kept: Kept, title = 'You are signed in again'): Answer {
  return show({
    title,
    kind: 'hub',
    content: html`<h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">Nothing that you typed has been lost, and nothing has been sent yet.</p>
      ${sendAgain(kept, 'Send what you had typed')}
      <p class="govuk-body"><a class="govuk-link" href="/hub">Leave it, and go to the worklist</a></p>`,
  })
}

/** A form that sends once more what was typed. */
export const sendAgain = ({ path, pairs }: Kept, text: string): Html =>
  html`<form method="post" action="${path}">
    ${pairs.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    ${button({ text, preventDoubleClick: true })}</form>`

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  typeof value.path === 'string' &&
  value.path.startsWith('/hub/') &&
  'pairs' in value &&
  Array.isArray(value.pairs)
