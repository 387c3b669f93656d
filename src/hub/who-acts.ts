import { type Installation, isAsked, part, type ReportShown, surroundingsAt, type Told } from '#kernel'

const words: Readonly<Record<string, string>> = {
  police: 'police',
  'childrens-social-care': 'children’s social care',
  'adults-social-care': 'adult social care',
  charity: 'a charity that supports people',
  health: 'health',
  council: 'the council',
}

/** Who acts as a rule on what this report says, by its programme; nothing where that says nothing or the words are gone. */
export function whoActs(
  shown: Pick<ReportShown, 'kind' | 'answers'>,
  house: Installation,
  at: Date,
): string | undefined {
  const report = house.programmes.get(shown.kind)?.report
  if (!report?.door || !shown.answers) return undefined
  const around = surroundingsAt(house, at)
  const told: Record<string, unknown> = {}
  // Answer by answer, since a report of last year was not asked what the form asks today.
  for (const [name, field] of Object.entries(report.ask)) {
    const read = isAsked(field, told) ? field.read(part(shown.answers, name), around) : undefined
    if (read?.ok) told[name] = read.value
  }
  return report.door
    .goesTo(told satisfies Told)
    .map(one => words[one] ?? one)
    .join(', ')
}
