import { type Problem, surroundingsAt } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  button,
  enterButton,
  type Html,
  html,
  insetText,
  notificationBanner,
  problemSummary,
  questions,
  select,
  type Visit,
  warningText,
} from '#web'
import { type Draft, sealDraft } from '../draft.ts'
import type { Form, Section } from '../kinds.ts'
import { danger, framed } from './frame.ts'

export type Put = Readonly<{
  problems?: readonly Problem[]
  focus?: string
  /** Taken up again with its code. */
  resumed?: true
  /** The page before had waited for too long. */
  expired?: true
  /** It could not be put aside. */
  notKept?: true
  /** It is longer than what can be put aside. */
  tooLong?: true
}>

/** The whole form on one page, with all that was typed. */
export function formPage(visit: Visit, about: Form, draft: Draft, put: Put = {}): Answer {
  const { problems = [] } = put
  const bad = problems.length > 0 || put.notKept || put.tooLong || put.expired
  const tab = 'Referral'
  return framed(visit, {
    tab: bad ? `Error: ${tab}` : tab,
    status: put.notKept ? 503 : bad ? 422 : 200,
    before: breadcrumbs({ items: [{ text: 'All referrals', href: '/refer' }, { text: about.title }] }),
    content: html`${problemSummary(problems)}${news(put, draft)}
      <h1 class="govuk-heading-l">${about.title}</h1>
      <p class="govuk-body-l">${about.lead}</p>
      ${warningText({ text: danger, iconFallbackText: 'Warning' })}
      <p class="govuk-body">Say what you know and send it. Nobody is asked to find out more first. You can put it aside and finish later.</p>
      <form id="referral" method="post" action="/refer/${about.at}" novalidate autocomplete="off">${enterButton}
      <input type="hidden" name="draft" value="${sealDraft(visit.house.sealer, about.at, { ...draft, typed: {} }, visit.at)}">
      ${about.sections.map(section => sectionOf(visit, about, draft, section, put))}
      <div class="govuk-button-group">${button({ text: 'Continue to files and sending', name: 'do', value: 'next', preventDoubleClick: true })}
      ${button({ text: 'Save and finish later', name: 'do', value: 'save', classes: 'govuk-button--secondary', preventDoubleClick: true })}</div></form>`,
  })
}

function news({ resumed, expired, notKept, tooLong }: Put, { files }: Draft): Html | undefined {
  if (resumed)
    return notificationBanner({
      type: 'success',
      titleText: 'Here it is again',
      text: `This is your referral as you left it.${files.length > 0 ? ' Its files are on the next page.' : ''}`,
    })
  if (expired)
    return insetText({
      text: 'That page had waited for more than a week, so nothing was sent. Please fill in the form again.',
    })
  const why = notKept
    ? 'It could not be saved just now. Everything you typed is still on this page: try again, or send it.'
    : tooLong &&
      'It is too long to be saved. Everything you typed is still on this page: shorten the longest answer, and add the rest as a file.'
  return why ? warningText({ text: why, iconFallbackText: 'Warning' }) : undefined
}

function sectionOf(visit: Visit, { ask }: Form, { typed }: Draft, { title, of }: Section, put: Put): Html {
  const { problems = [], focus } = put
  const around = surroundingsAt(visit.house, visit.at)
  const asked = Object.fromEntries(of.filter(name => name !== 'from').map(name => [name, ask[name]!]))
  return html`<section class="sk-section" aria-label="${title}"><h2 class="govuk-heading-m">${title}</h2>
    <div class="sk-two">${of.includes('from') && workplace(ask, typed.from, problems)}${questions(asked, typed, problems, around, { focus })}</div></section>`
}

/** One of many, in one line. */
function workplace(ask: Form['ask'], given: unknown, problems: readonly Problem[]): Html {
  const { label, options = {} } = ask.from!
  const problem = problems.find(one => one.field === 'from')
  return select({
    id: 'from',
    name: 'from',
    value: typeof given === 'string' ? given : '',
    label: { text: label, classes: 'govuk-label--s' },
    classes: 'sk-select--wide',
    items: [
      { value: '', text: 'Select' },
      // In the order of their codes: an object gives those that are numbers first.
      ...Object.entries(options)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([value, option]) => ({
          value,
          text: typeof option === 'string' ? option : option.label,
        })),
    ],
    ...(problem && { errorMessage: { text: problem.message } }),
  })
}
