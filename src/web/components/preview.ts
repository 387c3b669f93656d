/*
 * Every component on a few pages like the real ones, to be looked at and tried in a browser. Its people and places are
 * invented. `node bin/preview.ts <folder>` writes the pages; the browser tests open them.
 */
import { type Html, html } from '../html.ts'
import { type LayoutOptions, layout } from '../layout.ts'
import { backLink } from './back-link.ts'
import { breadcrumbs } from './breadcrumbs.ts'
import { button } from './button.ts'
import { clauses, zone } from './preview-forms.ts'
import { caseFile, work } from './preview-hub.ts'
import { measures } from './preview-measures.ts'
import { answers, home, question, sent } from './preview-public.ts'

const madeUp = 'Everyone here is invented. Nothing you send reaches the police or anyone else.'

/** The pages by name, each a whole document. */
export const previews: Readonly<Record<string, () => Html>> = {
  home: () => publicPage({ title: 'Tell someone', content: home(), exit: true }),
  question: () => publicPage({ title: 'How can we reach you safely?', content: question(false), ...journey }),
  mistakes: () => publicPage({ title: 'Error: How can we reach you safely?', content: question(true), ...journey }),
  answers: () => publicPage({ title: 'Check your answers', content: answers(), ...journey }),
  sent: () => publicPage({ title: 'We have your report', content: sent(), ...journey }),
  arabic: () => publicPage({ title: 'أخبر أحداً', content: question(true), lang: 'ar', dir: 'rtl', ...journey }),
  worklist: () => hubPage({ title: 'Worklist', content: work() }),
  case: () => hubPage({ title: 'Case', content: caseFile(), before: trail }),
  several: () => hubPage({ title: 'Error: Record the order', content: clauses(), before: trail }),
  map: () => hubPage({ title: 'A place on the map', content: zone(), before: trail }),
  measures: () => publicPage({ title: 'How we are doing', content: measures() }),
}

const journey = { exit: true, discreet: true, before: backLink({ href: '#' }) } as const
const trail = breadcrumbs({ items: [{ text: 'Worklist', href: '#' }, { text: 'SK-7F2K-9QXT' }] })

function publicPage(options: Omit<LayoutOptions, 'kind'>): Html {
  return layout({ kind: 'public', madeUp, area: 'Quillshire', ...options })
}

function hubPage(options: Omit<LayoutOptions, 'kind'>): Html {
  const places = ['Worklist', 'Cases', 'People', 'Meetings', 'Measures']
  const navigation = places.map((text, i) => ({ text, href: '#', current: i === 0 }))
  const account = {
    name: 'Ines Thackeray',
    agency: 'Children’s social care',
    signOut: html`<form method="post" action="#">${button({ text: 'Sign out', classes: 'govuk-button--secondary' })}</form>`,
  }
  return layout({ kind: 'hub', wide: true, madeUp, area: 'Quillshire', navigation, account, ...options })
}
