import { type Answer, card, cards, html, type Visit, warningText } from '#web'
import { kinds } from '../kinds.ts'
import { danger, framed } from './frame.ts'

/** Where professionals begin: whom it is about, and the two duties that have rules of their own. */
export const startPage = (visit: Visit): Answer =>
  framed(visit, {
    tab: 'Refer',
    content: html`<h1 class="govuk-heading-xl">Refer somebody through your work</h1>
      <p class="govuk-body-l">For schools, surgeries, hospitals, housing, charities and everybody else who meets people through their work. You can save it and finish later, and you will be told what comes of it.</p>
      ${warningText({ text: danger, iconFallbackText: 'Warning' })}
      ${cards([
        ...kinds
          .filter(one => one.at !== '11')
          .map(one => card({ title: { text: one.title }, href: `/refer/${one.at}`, body: { text: one.lead } })),
        card({
          title: { text: 'FGM: your duty to report' },
          href: '/refer/fgm',
          body: { text: 'Who must report that a girl under 18 was cut, to whom and by when.' },
          tone: 'calm',
        }),
        card({
          title: { text: 'Modern slavery: a sheet to print' },
          href: '/refer/slavery-sheet',
          body: { text: 'What to have answers to before a form is filled in, and what must not be promised.' },
          tone: 'calm',
        }),
        card({
          title: { text: 'Return to a saved referral' },
          href: '/refer/return',
          body: { text: 'Go on where you stopped, with your code.' },
          tone: 'calm',
        }),
      ])}
      <p class="govuk-body">Not at work? <a class="govuk-link" href="/report">Tell us as anybody can</a>, without your name if you like.</p>`,
  })
