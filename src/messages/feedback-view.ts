import { type ClockShown, type ReportShown, standingDecision } from '#kernel'
import {
  button,
  characterCount,
  clockList,
  type Html,
  html,
  insetText,
  mark,
  nameOf,
  panelOf,
  problemSummary,
  radios,
  recordFacts,
  type Visit,
} from '#web'
import { sayWhen, whyNever } from './may-go.ts'
import type { Contact } from './queries.ts'

export type FeedbackGiven = Readonly<{ told: string; how: string; key: string }>
type Shown = Readonly<{
  report: ReportShown
  clocks: readonly ClockShown[]
  ways: readonly Contact[]
  given: FeedbackGiven
  problems: readonly Readonly<{ field: string; message: string }>[]
}>

/** What they are told and how, beside how they asked to be reached and what was decided. */
export function feedbackView(visit: Visit, shown: Shown): Html {
  const { report, clocks, problems } = shown
  const own = clocks.filter(one => one.clock === 'feedback')
  const who = report.people.filter(person => person.reporter)
  return html`${problemSummary(problems)}
    <span class="govuk-caption-l">Report ${report.reference}</span>
    <h1 class="govuk-heading-l">Tell whoever referred what came of it</h1>
    <div class="sk-beside"><div>${report.source === 'professional' ? formOf(visit, shown) : insetText({ text: 'Nobody sent this report through their work, so nobody is owed this.' })}</div><aside aria-label="Before you write">
      ${who.map(({ record }) => panelOf(nameOf(record), `who-${record.id}`, recordFacts(record)))}
      ${panelOf('By when', 'by-when', clockList(own, { feedback: 'Whoever referred is told what came of it' }, { at: visit.at, house: visit.house }))}
      ${panelOf('What was decided', 'decided', decided(report))}
    </aside></div>`
}

function formOf(visit: Visit, { report, ways, given, problems }: Shown): Html {
  const wrong = (field: string) => {
    const problem = problems.find(one => one.field === field)
    return problem ? { errorMessage: { text: problem.message } } : {}
  }
  return html`<form method="post" action="/hub/reports/${report.id}/feedback" novalidate>
    <input type="hidden" name="key" value="${given.key}">
    <p class="govuk-body"><strong>Anybody can say in a form that they are a professional.</strong> Before you say anything about a family, see that this is an address of where they work, or call there on a number that you know.</p>
    ${insetText({ text: 'Tell them what they need in order to go on helping, and no more. Leave out names, and what others told you. Somebody else may see it.' })}
    ${characterCount({
      name: 'told',
      value: given.told,
      maxlength: 4_000,
      threshold: 75,
      rows: 6,
      label: { text: 'What are you telling them?', classes: 'govuk-label--m' },
      hint: {
        text: 'For example: thank you, this was looked at the same day, and somebody is in touch with the family. A text takes 300 characters.',
      },
      ...wrong('told'),
    })}
    ${radios({
      name: 'how',
      value: given.how,
      fieldset: { legend: { text: 'How are they told?', classes: 'govuk-fieldset__legend--m' } },
      items: [...ways.flatMap(way => sendBy(visit, way)), ...(ways.length ? [{ divider: 'or' }] : []), ...already],
      ...wrong('how'),
    })}
    <div class="govuk-button-group">${button({ text: 'Send it, or record that they were told', preventDoubleClick: true })}<a class="govuk-link" href="/hub/reports/${report.id}">Leave it for now</a></div></form>`
}

/** Each way to them that a message may take, with when. What may not be used is not offered, and the panel says why. */
function sendBy({ house }: Visit, way: Contact) {
  const channel = way.kind === 'email' ? ('email' as const) : ('text' as const)
  if (whyNever(way, channel, true) || !house.carrier?.channels.includes(channel)) return []
  const hint = { text: `${sayWhen(way, channel, true)}.` }
  return [{ value: way.id, text: `Send ${channel === 'email' ? 'an email' : 'a text'} to ${way.value}`, hint }]
}

const already = [
  { value: 'called', text: 'I have told them by telephone' },
  { value: 'in-person', text: 'I have told them in person' },
  { value: 'agency', text: 'I have told them through their agency' },
  { value: 'written', text: 'I have written to them in another way' },
]

function decided(report: ReportShown): Html {
  const standing = report.people.flatMap(({ record }) => {
    const decision = standingDecision(report, record.id)
    return decision ? [{ record, decision }] : []
  })
  if (standing.length === 0) return html`<p class="govuk-body">Nothing has been decided yet.</p>`
  return html`<ul class="sk-facts">${standing.map(
    ({ record, decision }) =>
      html`<li class="sk-facts__item"><p class="sk-facts__title">${nameOf(record)}</p>${mark(whats[decision.what] ?? decision.what)}
        <p class="sk-facts__line sk-words">${decision.rationale}</p></li>`,
  )}</ul>`
}

const whats: Readonly<Record<string, string>> = {
  refer: 'Referred',
  signpost: 'Told where to find help',
  'act-now': 'Acted on at once',
  'no-further-action': 'No further action',
  hoax: 'Not decided yet',
  'hoax-agreed': 'No further action',
}
