import { isAsked, type Json, type ReportDef, type Surroundings, type Told } from '#kernel'

export type WholeExample = Readonly<{ title: string; answers: Readonly<Record<string, Json>> }>

/**
 * Whole reports that work as they stand, by name: each question asked, in order, with what the programme's example says
 * or else the question's own example. A question that is not asked, by the answers before it, is left out.
 */
export function examplesOf(report: ReportDef, around: Surroundings): Readonly<Record<string, WholeExample>> {
  const given = report.examples ?? { whole: { title: report.title, answers: {} } }
  return Object.fromEntries(
    Object.entries(given).map(([name, { title, answers }]) => [
      name,
      { title, answers: wholeAnswers(report, answers, around) },
    ]),
  )
}

function wholeAnswers(
  { ask }: ReportDef,
  own: Readonly<Partial<Record<string, Json>>>,
  around: Surroundings,
): Readonly<Record<string, Json>> {
  const told: Record<string, unknown> = {}
  const answers: Record<string, Json> = {}
  for (const [name, field] of Object.entries(ask)) {
    if (!isAsked(field, told satisfies Told)) continue
    const answer = own[name] ?? field.example
    answers[name] = answer
    const read = field.read(answer, around)
    if (read.ok) told[name] = read.value
  }
  return answers
}
