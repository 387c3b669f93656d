/** Markup of a report: made by `html` alone, in which every string is escaped. */
export type Markup = Readonly<{ markup: string }>
type Value = string | number | undefined | Markup | readonly Value[]

/** Markup from a template whose values are text, in a sentence or between the quotes of an attribute. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: strings.reduce((text, string, i) => text + shown(values[i - 1]) + string) }
}

/** A text of our own, such as a style sheet, taken as it stands. */
export const raw = (markup: string): Markup => ({ markup })

function shown(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
  return 'markup' in value ? value.markup : value.map(shown).join('')
}
