import {
  choice,
  codesOf,
  countMonitoring,
  NotFound,
  optional,
  type Questions,
  readAnswers,
  surroundingsAt,
} from '#kernel'
import {
  type Answer,
  button,
  column,
  form,
  type Html,
  html,
  newFlood,
  page,
  publicPage,
  questions,
  questionsIn,
  type Route,
  type Visit,
} from '#web'
import type { Reportable } from './area.ts'

const formId = 'you'

/**
 * Who tells us, asked after a report and apart from it, of whoever wishes to say: to see whether some are never heard. Each
 * answer is added to a count; nothing is kept that could be tied to a report or to anybody.
 */
export function aboutYouRoutes(kinds: readonly Reportable[]): readonly Route[] {
  const at = '/report/:address/you'
  // Anybody may send this without a report: what comes as no people do is thanked for, and moves no figure.
  const flood = newFlood()
  const kindOf = ({ params }: Visit): string => {
    const kind = kinds.find(one => one.report.address === params.address)
    if (!kind) throw new NotFound('form')
    return kind.id
  }
  return [
    page({ at, who: 'anyone', audit: 'nothing' }, async visit => {
      kindOf(visit)
      return asking(visit)
    }),
    form({ at, who: 'anyone', audit: 'monitoring.count' }, async visit => {
      const kind = kindOf(visit)
      if (visit.given.do === 'language') return asking(visit)
      const read = readAnswers(aboutYou, visit.given, surroundingsAt(visit.house, visit.at))
      const said = 'answers' in read ? codesOf(aboutYou, read.answers) : {}
      if (Object.keys(said).length > 0 && !flood.isOn(visit.source, visit.at)) {
        flood.note(visit.source, visit.at)
        await visit.database.as(
          { actor: { kind: 'public' }, action: 'monitoring.count', purpose: 'report-harm', at: visit.at },
          async tx => countMonitoring(tx, kind, said),
        )
      }
      return thanks(visit)
    }),
  ]
}

/** Each may be left out. Codes stay; words may be bettered. */
export const aboutYou: Questions = {
  age: optional(
    choice('How old are you?', 'Select how old you are', {
      under18: 'Under 18',
      from18: '18 to 24',
      from25: '25 to 64',
      from65: '65 or over',
    }),
  ),
  gender: optional(
    choice('How do you describe yourself?', 'Select how you describe yourself', {
      woman: 'A woman or girl',
      man: 'A man or boy',
      nonBinary: 'Non-binary',
      other: 'In another way',
    }),
  ),
  trans: optional(choice('Are you transgender?', 'Select whether you are transgender', { yes: 'Yes', no: 'No' })),
  ethnicity: optional(
    choice('What is your ethnic group?', 'Select your ethnic group', {
      asian: 'Asian or Asian British',
      black: 'Black, African or Caribbean',
      mixed: 'Mixed or several',
      white: 'White',
      traveller: 'Gypsy, Roma or Traveller',
      other: 'Another group',
    }),
  ),
  religion: optional(
    choice('What is your religion or belief?', 'Select your religion or belief', {
      none: 'None',
      christian: 'Christian',
      muslim: 'Muslim',
      hindu: 'Hindu',
      sikh: 'Sikh',
      jewish: 'Jewish',
      buddhist: 'Buddhist',
      other: 'Another religion or belief',
    }),
  ),
  orientation: optional(
    choice('What is your sexual orientation?', 'Select your sexual orientation', {
      straight: 'Straight',
      gay: 'Gay or lesbian',
      bi: 'Bisexual',
      other: 'Another',
    }),
  ),
  disabled: optional(
    choice('Are you disabled, or ill for a long time?', 'Select whether you are disabled', { yes: 'Yes', no: 'No' }),
  ),
}

function asking(visit: Visit): Answer {
  const { language, given, house, at, params } = visit
  const here = `/report/${params.address}/you`
  const { say, to } = language
  const around = surroundingsAt(house, at)
  return shown(
    visit,
    { form: formId, action: here },
    html`<h1 class="govuk-heading-l">${say('A few questions about you, if you wish')}</h1>
    <p class="govuk-body-l">${say('They show us whether there are people whom we do not reach.')}</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>${say('Your answers are only counted. Nothing ties them to your report or to you.')}</li>
      <li>${say('You can leave out any of them, or all.')}</li>
      <li>${say('It changes nothing about what is done with your report.')}</li>
    </ul>
    <form id="${formId}" method="post" action="${to(here)}" novalidate autocomplete="off">
    ${questions(questionsIn(language, aboutYou), given, [], around, { language })}
    ${button({ text: say('Send'), name: 'do', value: 'send', preventDoubleClick: true })}</form>
    <p class="govuk-body"><a class="govuk-link" href="${to('/')}">${say('No, thank you')}</a></p>`,
  )
}

function thanks(visit: Visit): Answer {
  const { say, to } = visit.language
  return shown(
    visit,
    'none',
    html`<h1 class="govuk-heading-l">${say('Thank you')}</h1>
    <p class="govuk-body"><a class="govuk-link" href="${to('/')}">${say('Leave this page and go to the front page')}</a></p>`,
  )
}

const shown = (visit: Visit, again: Readonly<{ form: string; action: string }> | 'none', content: Html): Answer =>
  publicPage(visit, { tab: visit.language.say('Questions'), discreet: true, again, content: column(content) })
