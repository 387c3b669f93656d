import { type Installation, type ReportShown, readAnswers, surroundingsAt } from '#kernel'

const words: Readonly<Record<string, string>> = {
  police: 'police',
  'childrens-social-care': 'children’s social care',
  'adults-social-care': 'adult social care',
  charity: 'a charity that supports people',
  health: 'health',
  council: 'the council',
}

/** Who acts as a rule on what this report says, by its programme; nothing where that says nothing or the words are gone. */
export function whoActs({ kind, answers }: ReportShown, house: Installation, at: Date): string | undefined {
  const report = house.programmes.get(kind)?.report
  if (!report?.door || !answers) return undefined
  const read = readAnswers(report.ask, answers, surroundingsAt(house, at))
  if ('problems' in read) return undefined
  return report.door
    .goesTo(read.answers)
    .map(one => words[one] ?? one)
    .join(', ')
}
