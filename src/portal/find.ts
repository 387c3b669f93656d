import { part, said, type Whom } from '#kernel'
import {
  type Answer,
  cards,
  checkboxes,
  column,
  form,
  type Html,
  html,
  page,
  problemSummary,
  publicPage,
  type Route,
  radios,
  type Visit,
} from '#web'
import type { PortalArea, Reportable } from './area.ts'
import { kindCard } from './list.ts'
import { emergencyCallout } from './views/emergency.ts'
import { backButton, continueButton, formId } from './views/form.ts'

const here = '/report/which'

/**
 * For whoever has no word for what happens: whom it is about, then plain signs, then the forms that they point to. All of
 * it at one address, posted and never kept, so that neither an address nor a history says what was ticked.
 */
export function findRoutes(area: PortalArea, kinds: readonly Reportable[]): readonly Route[] {
  const open = { at: here, who: 'anyone', audit: 'nothing' } as const
  return [
    page(open, async visit => askWhom({ visit, area, kinds, whom: undefined })),
    form(open, async visit => {
      const whom = whomIn(visit)
      const [deed, asked] = [said(part(visit.given, 'do')), said(part(visit.given, 'asked'))]
      if (!whom) return askWhom({ visit, area, kinds, whom }, deed !== 'language')
      const next = pages.indexOf(asked) + (deed === 'language' ? 0 : deed === 'back' ? -1 : 1)
      const finding = { visit, area, kinds, whom }
      return next === 1 ? askSigns(finding) : next > 1 ? found(finding) : askWhom(finding)
    }),
  ]
}

const pages: readonly string[] = ['whom', 'signs', 'found']

type Finding<W = Whom> = Readonly<{ visit: Visit; area: PortalArea; kinds: readonly Reportable[]; whom: W }>

const isWhom = (word: string): word is Whom => word === 'me' || word === 'child' || word === 'adult' || word === 'road'

function whomIn({ given }: Visit): Whom | undefined {
  const word = said(part(given, 'whom'))
  return isWhom(word) ? word : undefined
}

function askWhom(finding: Finding<Whom | undefined>, missing = false): Answer {
  const { language } = finding.visit
  const { say } = language
  const problem = { field: 'whom', message: 'Select who it is about' }
  return asking(finding, 'whom', {
    problem: missing ? problemSummary([problem], language) : undefined,
    content: html`${radios({
      name: 'whom',
      value: finding.whom ?? '',
      fieldset: { legend: heading(say('Who is it about?')) },
      hint: { text: say('We ask two things, keep neither, and show you what may fit') },
      ...(missing && { errorMessage: { text: say('Select who it is about') } }),
      items: [
        { value: 'me', text: say('Me') },
        { value: 'child', text: say('A child or young person') },
        { value: 'adult', text: say('Another adult') },
        { value: 'road', text: say('Driving on a road') },
      ],
    })}${continueButton(language)}`,
  })
}

type Sign = Readonly<{ code: string; words: string; kind: Reportable }>

/** Every sign for whom it is about, those of one form together, each under a code that says nothing. */
const signsFor = ({ kinds, whom }: Finding): readonly Sign[] =>
  kinds.flatMap(kind =>
    (kind.report.door?.signs[whom] ?? []).map((words, index) => ({
      code: `${kind.report.address}-${index + 1}`,
      words,
      kind,
    })),
  )

const tickedIn = ({ given }: Visit): readonly string[] => [part(given, 'signs')].flat().map(said)

function askSigns(finding: Finding): Answer {
  const { language } = finding.visit
  const { say } = language
  return asking(finding, 'signs', {
    content: html`<input type="hidden" name="whom" value="${finding.whom}">${checkboxes({
      name: 'signs',
      values: tickedIn(finding.visit),
      fieldset: { legend: heading(say('Does any of this fit?')) },
      hint: { text: say('Tick whatever comes close. You can go on without ticking anything') },
      items: signsFor(finding).map(({ code, words }) => ({ value: code, text: say(words) })),
    })}${continueButton(language)}`,
  })
}

/** The forms that what was ticked points to, the most ticked first; where nothing was, all that may be about them. */
function found(finding: Finding): Answer {
  const { language } = finding.visit
  const { say, to } = language
  const signs = signsFor(finding)
  const ticked = signs.filter(sign => tickedIn(finding.visit).includes(sign.code))
  const byForm = [...Map.groupBy(ticked, sign => sign.kind)].sort(([, a], [, b]) => b.length - a.length)
  const fit = byForm.map(([kind]) => kind)
  const shown = fit.length > 0 ? fit : [...new Set(signs.map(sign => sign.kind))]
  return asking(finding, 'found', {
    content: html`<input type="hidden" name="whom" value="${finding.whom}">
    ${ticked.map(({ code }) => html`<input type="hidden" name="signs" value="${code}">`)}
    <h1 class="govuk-heading-l">${fit.length > 0 ? say('This may be the right form') : say('Any of these may fit')}</h1>
    <p class="govuk-body-l">${say('You need not be sure. If it is the wrong one, whoever reads it puts it right.')}</p>
    ${cards(shown.map(kind => kindCard(language, kind, 2)))}
    <p class="govuk-body"><a class="govuk-link" href="${to('/report')}">${say('See everything that can be reported')}</a></p>
    <p class="govuk-body"><a class="govuk-link" href="${to('/help')}">${say('I would rather talk to somebody')}</a></p>`,
  })
}

const heading = (text: string) => ({ text, isPageHeading: true, classes: 'govuk-fieldset__legend--l' })

type Asking = Readonly<{ content: Html; problem?: Html | undefined }>

/** A page that carries what was chosen in its own form; the same page in another language is asked for by sending that. */
function asking({ visit, area }: Finding<Whom | undefined>, asked: string, { content, problem }: Asking): Answer {
  const { language } = visit
  const tab = language.say('Tell us')
  return publicPage(visit, {
    tab: problem ? language.say('Error: {title}', { title: tab }) : tab,
    status: problem ? 422 : 200,
    discreet: true,
    ...(asked !== 'whom' && { before: backButton(language) }),
    again: { form: formId, action: here },
    content: column(html`${problem}${emergencyCallout(language, area)}
      <form id="${formId}" method="post" action="${language.to(here)}" novalidate autocomplete="off">
      <input type="hidden" name="asked" value="${asked}">${content}</form>`),
  })
}
