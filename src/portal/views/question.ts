import {
  asTyped,
  type Field,
  type Place,
  type Problem,
  part,
  placesToChooseFrom,
  type Surroundings,
  said,
} from '#kernel'
import { button, type Html, html, idOf, type Language, problemIn, problemSummary, question, radios } from '#web'
import { membersOf } from '../walk.ts'
import { continueButton, linkButton } from './form.ts'

export type Asking = Readonly<{
  name: string
  field: Field<unknown>
  given: unknown
  problems: readonly Problem[]
  around: Surroundings
  language: Language
  /** The group the question belongs to, as small words over it. */
  group?: string | undefined
  /** People shown beyond those given, for "add another". */
  blanks?: number
}>

/** One question with its button: as its kind of field is put, people one by one, a place's namesakes to choose from. */
export function questionContent(asking: Asking): Html {
  const { name, field, given, problems, around, language } = asking
  const summary = problemSummary(
    problems.map(problem => leadingToChoice(problem, asking)),
    language,
  )
  if (field.kind === 'people') return html`${summary}${caption(asking)}${people(asking)}`
  const problem = problems.find(one => one.field === name)
  return html`${summary}${caption(asking)}${question({ name, field, given, problem, heading: true, around, language })}${continueButton(language)}`
}

/** Which of several places was meant, calmly asked: nobody has made a mistake. */
export function placeContent(asking: Asking & Readonly<{ places: readonly Place[] }>): Html {
  const { name, given, places, language } = asking
  const { say } = language
  const typed = said(part(given, 'typed'))
  return html`${caption(asking)}<input type="hidden" name="${name}.kind" value="place">
    <input type="hidden" name="${name}.typed" value="${typed}">
    ${radios({
      name: `${name}.chosen`,
      idPrefix: `${idOf(name)}-chosen`,
      fieldset: {
        legend: {
          text: places.length > 1 ? say('Which of these places is it?') : say('Is it this place?'),
          isPageHeading: true,
          classes: 'govuk-fieldset__legend--l',
        },
      },
      hint: { text: say('You typed “{words}”', { words: typed.slice(0, 100) }) },
      items: [
        ...places.map(one => ({ value: one.id, text: one.label })),
        { divider: say('or') },
        {
          value: asTyped,
          text: places.length > 1 ? say('None of these: keep what I typed') : say('No: keep what I typed'),
        },
      ],
    })}
    <div class="govuk-button-group">${continueButton(language)}${linkButton('retype', html`${say('Type it differently')}`)}</div>`
}

const caption = ({ group }: Asking): Html => html`${group && html`<p class="govuk-caption-l">${group}</p>`}`

/** Where the trouble is that a place has namesakes, its summary leads to them. */
function leadingToChoice(problem: Problem, { name, field, given, around }: Asking): Problem {
  const several = field.kind === 'place' && placesToChooseFrom(given, around).length > 0
  return problem.field === name && several ? { ...problem, field: `${name}.chosen` } : problem
}

function people(asking: Asking): Html {
  const { name, field, given, problems, blanks = 0, language } = asking
  const { say } = language
  const members = membersOf(given)
  const shown = Math.min(Math.max(1, members.length + blanks), field.longest ?? 10)
  const own = problems.find(problem => problem.field === name)
  return html`<h1 class="govuk-heading-l" id="${idOf(name)}" tabindex="-1">${field.label}</h1>
    ${field.hint && html`<p class="govuk-hint">${field.hint}</p>`}
    ${own && html`<p class="govuk-error-message"><span class="govuk-visually-hidden">${say('Error')}:</span> ${problemIn(language, own)}</p>`}
    ${Array.from({ length: shown }, (_, index) => person(asking, members[index], index, shown))}
    ${
      shown < (field.longest ?? 10) &&
      html`<p class="govuk-body">${button({ text: say('Add another person'), name: 'do', value: 'add', classes: 'govuk-button--secondary', attributes: { formnovalidate: '' } })}</p>`
    }
    ${continueButton(language)}`
}

function person({ name, field, problems, around, language }: Asking, given: unknown, index: number, of: number): Html {
  const inner = Object.entries(field.each ?? {}).map(([each, eachField]) => {
    const path = `${name}.${index}.${each}`
    const problem = problems.find(one => one.field === path)
    return question({ name: path, field: eachField, given: part(given, each), problem, around, language })
  })
  const { say } = language
  const number = index + 1
  const legend = of > 1 ? say('Person {number}', { number }) : say('About them')
  return html`<fieldset class="govuk-fieldset sk-person" id="${idOf(`${name}.${index}`)}">
    <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${legend}</legend>${inner}
    ${
      of > 1 &&
      html`<p class="govuk-body">${linkButton(`remove-${number}`, html`${say('Remove')} <span class="govuk-visually-hidden">${say('person {number}', { number })}</span>`)}</p>`
    }</fieldset>`
}
