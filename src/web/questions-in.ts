/* Definitions in another language: the same questions, read in the same way, with their words translated. */
import type { Field, Option, Questions, ReportDef, Wrong } from '#kernel'
import type { Language } from './language.ts'

/** A report's questions, groups and words in a language. */
export function reportIn(language: Language, report: ReportDef): ReportDef {
  if (isEnglish(language)) return report
  return kept(language, report, () => ({
    ...report,
    title: language.say(report.title),
    about: language.say(report.about),
    ask: questionsIn(language, report.ask),
    ...(report.groups && { groups: report.groups.map(group => ({ ...group, title: language.say(group.title) })) }),
  }))
}

/** Questions in a language. */
export function questionsIn<Q extends Questions>(language: Language, questions: Q): Q {
  if (isEnglish(language)) return questions
  // The names are those of Q, and each question keeps its type; the compiler cannot follow it through entries.
  return kept(
    language,
    questions,
    () => Object.fromEntries(Object.entries(questions).map(([name, field]) => [name, fieldIn(language, field)])) as Q,
  )
}

/** One question in a language. */
export function fieldIn<T>(language: Language, field: Field<T>): Field<T> {
  if (isEnglish(language)) return field
  const { say } = language
  return kept(language, field, () => ({
    ...field,
    label: labelIn(language, field),
    ...(field.hint && { hint: say(field.hint) }),
    ...(field.one && { one: say(field.one) }),
    ...(field.options && { options: optionsIn(language, field.options) }),
    ...(field.each && { each: questionsIn(language, field.each) }),
  }))
}

/** What is wrong, in a language: piece by piece. */
export const problemIn = ({ say }: Language, { message, pieces = [message] }: Wrong): string =>
  pieces.map(piece => (typeof piece === 'string' ? say(piece) : say(piece.text, piece.values))).join(' ')

const optional = ' (optional)'

/** A question’s label, with “(optional)” as words of their own. */
function labelIn({ say }: Language, { label, optional: may }: Field<unknown>): string {
  return may && label.endsWith(optional) ? `${say(label.slice(0, -optional.length))} ${say('(optional)')}` : say(label)
}

/** A question’s label without what is said only while it is asked. */
export const labelAlone = ({ say }: Language, { label }: Pick<Field<unknown>, 'label'>): string =>
  [optional, ` ${say('(optional)')}`].reduce(
    (words, end) => (words.endsWith(end) ? words.slice(0, -end.length) : words),
    label,
  )

const optionsIn = ({ say }: Language, options: Readonly<Record<string, Option>>): Readonly<Record<string, Option>> =>
  Object.fromEntries(
    Object.entries(options).map(([code, option]) => [
      code,
      typeof option === 'string'
        ? say(option)
        : { ...option, label: say(option.label), ...(option.hint && { hint: say(option.hint) }) },
    ]),
  )

const isEnglish = ({ path, tag }: Language): boolean => path === '' && tag === 'en'

const known = new WeakMap<Language, WeakMap<object, unknown>>()

/** Made once for each language, since definitions never change while the server runs. */
function kept<T extends object>(language: Language, from: T, make: () => T): T {
  const of = known.get(language) ?? new WeakMap<object, unknown>()
  known.set(language, of)
  const made = (of.get(from) as T | undefined) ?? make() // what was kept for a T was made as a T
  of.set(from, made)
  return made
}
