import { type Problem, part, type Surroundings, type Told } from '#kernel'
import {
  type Answer,
  button,
  type Html,
  html,
  insetText,
  problemSummary,
  questions,
  questionsIn,
  type Visit,
} from '#web'
import { naming, rules } from '../fields.ts'
import type { WayHinted } from '../queries.ts'
import { framed } from './frame.ts'

export type Reaching = Readonly<{
  hash: Buffer
  around: Surroundings
  anonymous: boolean
  ways: readonly WayHinted[]
  typed: string
  given?: unknown
  problems?: readonly Problem[]
}>

/** Who they are and how they may be reached: what we know already by a hint alone, since others may look on. */
export function reachPage(
  visit: Visit,
  { hash, around, anonymous, ways, typed, given, problems = [] }: Reaching,
): Answer {
  const { language } = visit
  const { say } = language
  const title = anonymous ? say('Tell us who you are, or how to reach you') : say('Change how we may reach you')
  return framed(visit, {
    hash,
    typed,
    on: 'reach',
    problems,
    enter: 'reach-save',
    content: html`${problemSummary(problems, language)}<h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${say('You do not have to. Nobody tries to reach you in a way that you have not called safe.')}</p>
      ${insetText({ text: say('Once you have told us your name, we cannot forget it by ourselves: you can ask us to delete it.') })}
      ${ways.map((way, index) => known(visit, way, index, { around, given, problems }))}
      <h2 class="govuk-heading-m">${ways.length > 0 ? say('Another safe way to reach you, or your name') : say('Your name and a safe way to reach you')}</h2>
      ${questions(questionsIn(language, naming), membersOf(given), problems, around, { language })}
      ${button({ text: say('Save'), name: 'do', value: 'reach-save', preventDoubleClick: true })}`,
  })
}

type Asking = Pick<Reaching, 'around' | 'given'> & Readonly<{ problems: readonly Problem[] }>

function known(visit: Visit, way: WayHinted, index: number, { around, given, problems }: Asking): Html {
  const { language } = visit
  const { say } = language
  const kinds: Readonly<Record<string, string>> = {
    phone: say('Phone number'),
    text: say('Text messages'),
    email: say('Email address'),
  }
  const name = `way.${index}`
  const told = listed(part(given, 'way'), index) ?? {
    safe: way.safeToUse === 'not-known' ? '' : way.safeToUse,
    message: way.neverLeaveMessage ? 'no' : 'yes',
    times: way.safeTimes,
    say: way.safeWords,
  }
  return html`<fieldset class="govuk-fieldset sk-person"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">${kinds[way.kind] ?? say('Another way')} <bdi>${way.hint}</bdi></legend>
    ${questions(questionsIn(language, rules), membersOf(told), problems, around, { language, under: `${name}.` })}
    <input type="hidden" name="${name}.id" value="${way.id}"></fieldset>`
}

const membersOf = (value: unknown): Told =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}

/** Numbered members arrive as a list. */
const listed = (value: unknown, index: number): unknown => (Array.isArray(value) ? value[index] : undefined)
