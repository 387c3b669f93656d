import { type Field, isAsked, type Problem, part, type Questions, type Surroundings, said, type Told } from '#kernel'
import { type Html, html, idOf, question, radios } from '#web'

/**
 * A step's questions on one page. One that is asked only after a certain answer stands under that answer, where it is
 * revealed by script and always there without it; one that hangs on something else stands in its place.
 */
export function stepQuestions(asked: Questions, given: Told, problems: readonly Problem[], around: Surroundings): Html {
  const under = placed(asked)
  const one = (name: string, field: Field<unknown>): Html =>
    question({ name, field, given: part(given, name), problem: problems.find(each => each.field === name), around })
  return html`${Object.entries(asked).map(([name, field]) => {
    if ([...under.values()].some(each => each.some(hung => hung.name === name))) return undefined
    const hung = under.get(name)
    return hung ? choiceWith(name, field, hung, { given, problems, one }) : one(name, field)
  })}`
}

type Hung = Readonly<{ name: string; field: Field<unknown>; option: string }>

/** Which questions hang on one option of an earlier choice: found by trying each. */
function placed(asked: Questions): ReadonlyMap<string, readonly Hung[]> {
  const under = new Map<string, Hung[]>()
  const entries = Object.entries(asked)
  for (const [i, [name, field]] of entries.entries()) {
    if (!field.onlyIf || isAsked(field, {})) continue
    for (const [earlier, choice] of entries.slice(0, i)) {
      if (choice.kind !== 'radios' || choice.onlyIf) continue
      const calls = Object.keys(choice.options ?? {}).filter(option => isAsked(field, { [earlier]: option }))
      if (calls.length !== 1) continue
      under.set(earlier, [...(under.get(earlier) ?? []), { name, field, option: calls[0]! }])
      break
    }
  }
  return under
}

function choiceWith(
  name: string,
  field: Field<unknown>,
  hung: readonly Hung[],
  {
    given,
    problems,
    one,
  }: { given: Told; problems: readonly Problem[]; one(name: string, field: Field<unknown>): Html },
): Html {
  const problem = problems.find(each => each.field === name)
  return radios({
    name,
    idPrefix: idOf(name),
    value: said(part(given, name)),
    fieldset: { legend: { text: field.label, classes: 'govuk-fieldset__legend--s' } },
    ...(field.hint && { hint: { text: field.hint } }),
    ...(problem && { errorMessage: { text: problem.message } }),
    items: Object.entries(field.options ?? {}).map(([value, option]) => {
      const inner = hung.filter(each => each.option === value)
      return {
        value,
        text: typeof option === 'string' ? option : option.label,
        ...(typeof option !== 'string' && option.hint && { hint: { text: option.hint } }),
        ...(inner.length > 0 && { conditional: { html: html`${inner.map(each => one(each.name, each.field))}` } }),
      }
    }),
  })
}
