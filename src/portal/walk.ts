import {
  andMore,
  type Field,
  isAsked,
  isBlank,
  type Problem,
  part,
  placesToChooseFrom,
  type Questions,
  type Read,
  type ReportDef,
  readAnswers,
  type Surroundings,
  said,
  type Told,
} from '#kernel'

/** A question that is asked, given the answers before it, with what was given for it. */
export type Step = Readonly<{
  /** Its place among all of the form's questions, from 1: the same whichever of them are asked. */
  number: number
  name: string
  field: Field<unknown>
  given: unknown
  /** Given, and can be read. */
  answered: boolean
  read: Read<unknown>
}>

/** The questions that these answers call for, in order. */
export function walk({ ask }: Pick<ReportDef, 'ask'>, answers: Told, around: Surroundings): readonly Step[] {
  const told: Record<string, unknown> = Object.create(null)
  const steps: Step[] = []
  for (const [index, [name, field]] of Object.entries(ask).entries()) {
    if (!isAsked(field, told)) continue
    const given = part(answers, name)
    const read = field.read(given, around)
    if (read.ok && given !== undefined) told[name] = read.value
    steps.push({ number: index + 1, name, field, given, answered: given !== undefined && read.ok, read })
  }
  return steps
}

/** What has been told, read: what conditions and the call to 999 look at. */
export const toldIn = (steps: readonly Step[]): Told =>
  Object.fromEntries(steps.flatMap(step => (step.answered && step.read.ok ? [[step.name, step.read.value]] : [])))

export const stepAfter = (steps: readonly Step[], number: number): Step | undefined =>
  steps.find(step => step.number > number)
export const stepBefore = (steps: readonly Step[], number: number): Step | undefined =>
  steps.findLast(step => step.number < number)
export const firstUnanswered = (steps: readonly Step[]): Step | undefined => steps.find(step => !step.answered)

/** What is wrong with one question's answer: for people, with each question about each of them. */
export function problemsWith(name: string, field: Field<unknown>, given: unknown, around: Surroundings): Problem[] {
  const read = field.read(given, around)
  if (read.ok) return []
  const inside = field.each ? problemsInside(name, field.each, given, around) : []
  return inside.length ? inside : [{ field: name, message: read.message, ...(read.pieces && { pieces: read.pieces }) }]
}

function problemsInside(name: string, each: Questions, given: unknown, around: Surroundings): Problem[] {
  return membersOf(given).flatMap((one, index) => {
    const told = Object.fromEntries(Object.keys(each).map(inner => [inner, part(one, inner)]))
    const read = readAnswers(each, told, around)
    if (!('problems' in read)) return []
    return read.problems.map(problem => {
      const placed = { ...problem, field: `${name}.${index}.${problem.field}` }
      return index > 0 ? andMore(placed, { text: '(person {number})', values: { number: index + 1 } }) : placed
    })
  })
}

export const membersOf = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : [])

/** What a form sent for a question, without what no form of ours sends: people about whom nothing was said. */
export function tidied(field: Field<unknown>, given: unknown): unknown {
  if (field.kind === 'people') return membersOf(given).filter(one => !isBlank(one))
  if (field.kind === 'checkboxes') return given ?? []
  return given ?? ''
}

/** What was typed is like places that the area knows, none of them beyond doubt, and none of them has been chosen. */
export const hasNamesakes = (field: Field<unknown>, given: unknown, around: Surroundings): boolean =>
  field.kind === 'place' && said(part(given, 'chosen')) === '' && placesToChooseFrom(given, around).length > 0
