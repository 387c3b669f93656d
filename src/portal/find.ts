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
  publicPage,
  type Route,
  radios,
  type Visit,
} from '#web'
import type { PortalArea, Reportable } from './area.ts'
import { kindCard } from './list.ts'
import { emergencyCallout } from './views/emergency.ts'
import { continueButton, formId, linkButton } from './views/form.ts'

const here = '/report/which'

/**
 * For whoever has no word for what happens: whom it is about, then plain signs, then the forms that they point to. All of
 * it at one address, posted and never kept, so that neither an address nor a history says what was ticked.
 */
export function findRoutes(area: PortalArea, kinds: readonly Reportable[]): readonly Route[] {
  const open = { at: here, who: 'anyone', audit: 'nothing' } as const
  return [
    page(open, async visit => askWhom(visit, area, undefined)),
    form(open, async visit => {
      const whom = whomIn(visit)
      if (!whom) return askWhom(visit, area, undefined)
      const pages = [askWhom, askSigns, found]
      const shown = ['whom', 'signs', 'found'].indexOf(said(part(visit.given, 'asked')))
      const deed = said(part(visit.given, 'do'))
      const next = shown + (deed === 'language' ? 0 : deed === 'back' ? -1 : 1)
      return (pages[next] ?? askWhom)(visit, area, whom, kinds)
    }),
  ]
}

const isWhom = (word: string): word is Whom => word === 'me' || word === 'child' || word === 'adult' || word === 'road'

function whomIn({ given }: Visit): Whom | undefined {
  const word = said(part(given, 'whom'))
  return isWhom(word) ? word : undefined
}

function askWhom(visit: Visit, area: PortalArea, whom: Whom | undefined): Answer {
  const { language } = visit
  const { say } = language
  return asking(
    visit,
    html`<input type="hidden" name="asked" value="whom">
    ${radios({
      name: 'whom',
      value: whom ?? '',
      fieldset: { legend: heading(say('Who is it about?')) },
      hint: { text: say('We ask two things, keep neither, and show you what may fit') },
      items: [
        { value: 'me', text: say('Me') },
        { value: 'child', text: say('A child or young person') },
        { value: 'adult', text: say('Another adult') },
        { value: 'road', text: say('Driving on a road') },
      ],
    })}${continueButton(language)}`,
    emergencyCallout(language, area),
  )
}

type Sign = Readonly<{ code: string; words: string; kind: Reportable }>

/** Every sign for whom it is about, those of one form together, each under a code that says nothing. */
const signsFor = (kinds: readonly Reportable[], whom: Whom): readonly Sign[] =>
  kinds.flatMap(kind =>
    (kind.report.door?.signs[whom] ?? []).map((words, index) => ({
      code: `${kind.report.address}-${index + 1}`,
      words,
      kind,
    })),
  )

const tickedIn = ({ given }: Visit): readonly string[] => [part(given, 'signs')].flat().map(said)

function askSigns(visit: Visit, area: PortalArea, whom: Whom, kinds: readonly Reportable[]): Answer {
  const { language } = visit
  const { say } = language
  return asking(
    visit,
    html`<input type="hidden" name="whom" value="${whom}"><input type="hidden" name="asked" value="signs">
    ${checkboxes({
      name: 'signs',
      values: tickedIn(visit),
      fieldset: { legend: heading(say('Does any of this fit?')) },
      hint: { text: say('Tick whatever comes close. You can go on without ticking anything') },
      items: signsFor(kinds, whom).map(({ code, words }) => ({ value: code, text: say(words) })),
    })}<div class="govuk-button-group">${continueButton(language)}${linkButton('back', html`${say('Back')}`)}</div>`,
    emergencyCallout(language, area),
  )
}

/** The forms that what was ticked points to, the most ticked first; where nothing was, all that may be about them. */
function found(visit: Visit, area: PortalArea, whom: Whom, kinds: readonly Reportable[]): Answer {
  const { language } = visit
  const { say, to } = language
  const chosen = tickedIn(visit)
  const signs = signsFor(kinds, whom)
  const ticks = Map.groupBy(
    signs.filter(sign => chosen.includes(sign.code)),
    sign => sign.kind,
  )
  const fit = [...ticks].sort(([, a], [, b]) => b.length - a.length).map(([kind]) => kind)
  const shown = fit.length > 0 ? fit : [...new Set(signs.map(sign => sign.kind))]
  const kept = html`<input type="hidden" name="whom" value="${whom}"><input type="hidden" name="asked" value="found">${chosen.map(code => html`<input type="hidden" name="signs" value="${code}">`)}`
  return asking(
    visit,
    html`${kept}<h1 class="govuk-heading-l">${fit.length > 0 ? say('This may be the right form') : say('Any of these may fit')}</h1>
    <p class="govuk-body-l">${say('You need not be sure. If it is the wrong one, whoever reads it puts it right.')}</p>
    ${cards(shown.map(kind => kindCard(language, kind, 2)))}
    <p class="govuk-body">${linkButton('back', html`${say('Back')}`)}</p>
    <p class="govuk-body"><a class="govuk-link" href="${to('/report')}">${say('See everything that can be reported')}</a></p>
    <p class="govuk-body"><a class="govuk-link" href="${to('/help')}">${say('I would rather talk to somebody')}</a></p>`,
    emergencyCallout(language, area),
  )
}

const heading = (text: string) => ({ text, isPageHeading: true, classes: 'govuk-fieldset__legend--l' })

/** A page that carries what was chosen in its own form; the same page in another language is asked for by sending that. */
function asking(visit: Visit, content: Html, before: Html): Answer {
  const { language } = visit
  return publicPage(visit, {
    tab: language.say('Tell us'),
    discreet: true,
    again: { form: formId, action: here },
    content: column(
      html`${before}<form id="${formId}" method="post" action="${language.to(here)}" novalidate autocomplete="off">${content}</form>`,
    ),
  })
}
