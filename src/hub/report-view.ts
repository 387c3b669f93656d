import { peopleConcerned, type ReportShown, standingDecision } from '#kernel'
import {
  actionList,
  alertBanner,
  answerList,
  button,
  careNotes,
  clockList,
  details,
  documentList,
  doneNotice,
  type Html,
  holds,
  html,
  insetText,
  type Look,
  leftBlank,
  mark,
  nameOf,
  panelOf,
  programmeTitle,
  shareList,
  statedWhy,
  summaryList,
  type Visit,
  when,
} from '#web'
import { askedInEnglish, inLanguage, languageName } from './in-language.ts'
import { personPanel } from './person-view.ts'
import type { ReportWhole } from './report.ts'
import { whoActs } from './who-acts.ts'

export type District = Readonly<{ id: string; name: string }>

const done = {
  decided: 'Your decision has been recorded.',
  linked: 'The link to that person has been recorded. It can be undone.',
  unlinked: 'The link has been undone. What was there before it is as it was.',
  seen: 'You have said that you have seen this threat. Act on it now, and then decide.',
}

/** The page of one report: what was told, who is in it, and what has been promised and done. */
export function reportView(visit: Visit, look: Look, whole: ReportWhole, districts: readonly District[]): Html {
  const { report } = whole
  const around = { at: visit.at, house: visit.house }
  return html`${doneNotice(visit, done)}
    ${report.threat ? threat(report) : undefined}
    <span class="govuk-caption-l">${askedInEnglish(report).title}</span>
    <h1 class="govuk-heading-l">Report ${report.reference}</h1>
    ${statedWhy(look, report.id, `/hub/reports/${report.id}`)}
    ${careNotes(report.kind, visit.house)}
    ${toDecide(visit, report)}
    <div class="sk-beside"><div>
      ${panelOf('What was told', 'told', told(visit, report))}
      ${panelOf(report.people.length === 1 ? 'The person in it' : 'The people in it', 'people', html`${report.people.map(person => personPanel(visit, report, person, whole.might.get(person.record.id)))}${report.people.length === 0 ? html`<p class="govuk-body">Nobody was named or described.</p>` : undefined}`)}
    </div><aside aria-label="About this report">
      ${panelOf('How it came', 'came', howItCame(visit, report, districts))}
      ${panelOf('Clocks', 'clocks', clockList(whole.clocks, {}, around))}
      ${whole.beside}
      ${report.cases.length ? panelOf('Cases', 'cases', cases(visit, report)) : undefined}
      ${panelOf(
        'Actions',
        'actions',
        actionList(whole.actions, around, () => !!visit.signedIn && holds(visit.signedIn, 'hub')),
      )}
      ${panelOf('Shared', 'shared', shareList(whole.shares, around))}
      ${panelOf('Documents', 'documents', documentList(whole.documents, report.id, around))}
    </aside></div>`
}

const threat = (report: ReportShown): Html =>
  alertBanner({
    id: 'sk-threat',
    title: 'Threat to life or limb',
    text: `Whoever sent ${report.reference} said that somebody is in danger, or that somebody threatened to kill or seriously hurt. Treat it as real until you know better.`,
  })

/** The work itself, first: whom a decision is still owed for. What is thought a hoax waits for a supervisor. */
function toDecide(visit: Visit, report: ReportShown): Html | undefined {
  const { signedIn } = visit
  if (!signedIn || !holds(signedIn, 'hub')) return undefined
  const buttons = peopleConcerned(report, visit.house.programmes.get(report.kind)).flatMap(({ record }) => {
    const address = `/hub/reports/${report.id}/people/${record.id}/decide`
    const thought = standingDecision(report, record.id)
    if (!thought) return [{ text: `Decide about ${nameOf(record)}`, href: address }]
    const mine = thought.what === 'hoax' && holds(signedIn, 'hub:supervisor')
    return mine
      ? [{ text: `Say whether it is a hoax: ${nameOf(record)}`, href: `${address}?change=${thought.id}` }]
      : []
  })
  return buttons.length > 0 ? html`<div class="govuk-button-group sk-next">${buttons.map(button)}</div>` : undefined
}

function told(visit: Visit, report: ReportShown): Html {
  if (!report.answers)
    return insetText({ text: 'The words of this report have been disposed of, as its retention rule asks.' })
  const { questions } = askedInEnglish(report)
  const blank = leftBlank(questions, report.answers, visit.house)
  return html`${inLanguage(report)}${answerList(questions, report.answers, visit.house)}
    ${blank.length ? details({ summaryText: `${blank.length} ${blank.length === 1 ? 'question was' : 'questions were'} left blank or not asked`, html: html`<ul class="govuk-list govuk-list--bullet">${blank.map(label => html`<li>${label}</li>`)}</ul>` }) : undefined}`
}

const sources = {
  public: 'From the public form',
  professional: 'From a professional',
  feed: 'From another system',
  call: 'Taken over the telephone',
} as const

function howItCame(visit: Visit, report: ReportShown, districts: readonly District[]): Html {
  const { house } = visit
  const place = report.placeId ? house.places.get(report.placeId)?.label : undefined
  const district = districts.find(one => one.id === report.district)?.name
  const source = sources[report.source as keyof typeof sources] ?? report.source
  const row = (key: string, value: string | undefined) => value && { key: { text: key }, value: { text: value } }
  return html`<p>${mark(programmeTitle(report.kind, house))}${report.anonymous ? html` ${mark('Anonymous', 'warm')}` : undefined}${report.contactable ? undefined : html` ${mark('No safe contact', 'warm')}`}</p>
    ${summaryList({
      classes: 'sk-close govuk-summary-list--no-border',
      rows: [
        row('Received', when(report.receivedAt, visit)),
        row('How', source),
        row('Where', place),
        row('District', district),
        row('As a rule goes to', whoActs(report, house, visit.at)),
        report.language === 'en' ? undefined : row('Language', languageName(report.language)),
      ],
    })}`
}

const cases = (visit: Visit, report: ReportShown): Html =>
  html`<ul class="govuk-list">${report.cases.map(one => {
    const shape = visit.house.programmes.get(one.programme)?.case
    return html`<li><a class="govuk-link" href="/hub/cases/${one.id}">${one.reference}</a> ${programmeTitle(one.programme, visit.house)}: ${shape?.states[one.state] ?? one.state}</li>`
  })}</ul>`
