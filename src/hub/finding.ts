import { born as bornField, optional, type Problem, part, type RecordShown, said, surroundingsAt } from '#kernel'
import { button, type Html, html, input, question, type Visit } from '#web'

/** Whom somebody looks for: a name, and whatever is known of a birth date, as it was typed. */
export type Finding = Readonly<{ given: string; family: string; born: unknown }>

export const born = optional(
  bornField('Date of birth, or just the year', 'Enter a date of birth, a month and year, or a year'),
)

export const askedFor = ({ given }: Pick<Visit, 'given'>): Finding => ({
  given: said(part(given, 'given')).slice(0, 100),
  family: said(part(given, 'family')).slice(0, 100),
  born: part(given, 'born'),
})

export function findingFrom(record: RecordShown): Finding {
  const when = record.born
  const length = { exact: 10, month: 7, year: 4 }[when?.precision ?? ''] ?? 4
  return { given: record.given, family: record.family, born: when ? when.from.slice(0, length) : '' }
}

/** A form to find somebody. It is posted, since a name must never stand in an address. */
export function findForm(
  visit: Visit,
  action: string,
  finding: Finding,
  problems: readonly Problem[],
  why?: Html,
): Html {
  const wrong = (name: string) => {
    const problem = problems.find(one => one.field === name)
    return problem ? { errorMessage: { text: problem.message } } : {}
  }
  const line = (name: 'given' | 'family', label: string) =>
    input({
      name,
      value: finding[name],
      label: { text: label, classes: 'govuk-label--s' },
      classes: 'govuk-input--width-20',
      autocomplete: 'off',
      spellcheck: false,
      ...wrong(name),
    })
  return html`<form method="post" action="${action}" class="sk-find" role="search" aria-label="Find a person">
    ${line('given', 'First name')}${line('family', 'Last name')}
    ${question({ name: 'born', field: born, given: finding.born, problem: problems.find(one => one.field === 'born'), around: surroundingsAt(visit.house, visit.at) })}
    ${why}${button({ text: 'Find', classes: 'govuk-button--secondary' })}</form>`
}
