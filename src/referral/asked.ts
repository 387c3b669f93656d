/* What a page of a referral was sent with: read, and everything that is wrong with it said at once. */
import {
  andMore,
  isAsked,
  isBlank,
  type Problem,
  part,
  type Questions,
  readAnswers,
  type Surroundings,
  said,
  type Told,
} from '#kernel'
import { type Form, given } from './kinds.ts'

/** What was typed, for the questions that the form puts, as it came; people of whom nothing was said are left out. */
export function typedIn({ ask }: Pick<Form, 'ask'>, sent: unknown): Told {
  return Object.fromEntries(
    Object.entries(ask).flatMap(([name, field]) => {
      const value = part(sent, name)
      if (value === undefined) return []
      return [[name, field.kind === 'people' && Array.isArray(value) ? value.filter(one => !isBlank(one)) : value]]
    }),
  )
}

/** The answers as the spine takes them: those typed with those that the way here gave. */
export const answersOf = (form: Form, typed: Told): Told => ({ ...withoutAside(form, typed), ...given(form) })

export type Checked = Readonly<{ problems: readonly Problem[] }>

/** Everything that is wrong, in the order in which it stands on the page. */
export function check(form: Form, typed: Told, around: Surroundings): readonly Problem[] {
  // Where nobody said where they work, all else is looked at as if they had: one look finds everything.
  const isKnown = Object.hasOwn(form.ask.from?.options ?? {}, said(typed.from))
  const answers = answersOf(form, isKnown ? typed : { ...typed, from: '2A' })
  const read = readAnswers(form.report.ask, answers, around)
  const found = [
    ...('problems' in read ? read.problems.flatMap(one => inside(form, one, typed, around)) : []),
    ...(!isKnown ? [{ field: 'from', message: 'Select where you work' }] : []),
    ...(isBlank(typed.phone) && isBlank(typed.email)
      ? [{ field: 'phone', message: 'Enter a phone number or an email address at work' }]
      : []),
    ...nobody(form, typed),
    ...unfitting(form, typed),
  ]
  const places = form.sections.flatMap(section => section.of)
  const place = ({ field }: Problem): number => places.indexOf(field.split('.')[0] ?? '')
  return found
    .filter((one, at) => found.findIndex(other => other.field === one.field) === at)
    .sort((a, b) => place(a) - place(b))
}

/** Of people, what is wrong is said of the one that it is wrong with. */
function inside({ ask }: Form, problem: Problem, typed: Told, around: Surroundings): readonly Problem[] {
  const each = ask[problem.field]?.each
  const members = typed[problem.field]
  if (!each || !Array.isArray(members)) return [problem]
  const found = members.flatMap((one: unknown, index) => {
    const read = readAnswers(each, ofNames(each, one), around)
    if (!('problems' in read)) return []
    return read.problems.map(wrong => {
      const placed = { ...wrong, field: `${problem.field}.${index}.${wrong.field}` }
      return index > 0 ? andMore(placed, { text: '(person {number})', values: { number: index + 1 } }) : placed
    })
  })
  return found.length > 0 ? found : [problem]
}

const ofNames = (each: Questions, one: unknown): Told =>
  Object.fromEntries(Object.keys(each).map(name => [name, part(one, name)]))

/** Whom a referral is about is never left out altogether. */
function nobody({ ask }: Form, typed: Told): readonly Problem[] {
  const field = ['child', 'adult', 'harmed'].find(name => ask[name])
  if (!field || !isBlank(typed[field])) return []
  return [{ field: `${field}.0.given`, message: 'Enter what you know of whom it is about: a name, or a description' }]
}

/**
 * These stand on the page whatever was answered before, since what they hang on is no single answer. What was said there
 * must not be lost because another answer does not call for it.
 */
const always = ['threat', 'journey', 'viewWhy'] as const

function unfitting(form: Form, typed: Told): readonly Problem[] {
  const told = { ...typed, ...given(form) }
  return always.flatMap(name => {
    const field = form.ask[name]
    if (!field || isBlank(typed[name]) || isAsked(field, told)) return []
    if (field.kind === 'radios' && typed[name] !== 'yes') return []
    return [
      { field: name, message: `This does not fit your other answers: change them, or leave it empty (${field.label})` },
    ]
  })
}

/** Without a “no” to something that was not asked. */
const withoutAside = (form: Form, typed: Told): Told => {
  const told = { ...typed, ...given(form) }
  return Object.fromEntries(Object.entries(typed).filter(([name]) => form.ask[name] && isAsked(form.ask[name], told)))
}
