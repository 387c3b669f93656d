import type { Field, Option, Problem, Surroundings } from '#kernel'
import type { Language, Say } from './language.ts'
import { english } from './languages.ts'
import { problemIn } from './questions-in.ts'

/** How a question is put: what was given for it, what is wrong with that, and whether its label is the page's heading. */
export type Asking = Readonly<{
  name: string
  field: Field<unknown>
  given: unknown
  problem?: Problem | undefined
  heading?: boolean
  around: Surroundings
  /** English, unless it is said. */
  language?: Language | undefined
  /** What is wrong with its parts, for a kind that repeats. */
  problems?: readonly Problem[]
  /** The id of the group that the reader has just added or is led back to. */
  focus?: string | undefined
}>

/** The id of a question's first input, which the error summary leads to. */
export const idOf = (name: string): string => name.replaceAll('.', '-')

/** The kit's own words in the language of the question. */
export const sayFor = ({ language = english }: Asking): Say => language.say

export const errorOf = ({ problem, language = english }: Asking) =>
  problem ? { errorMessage: { text: problemIn(language, problem), visuallyHiddenText: language.say('Error') } } : {}
export const hintOf = ({ field }: Asking) => (field.hint ? { hint: { text: field.hint } } : {})
export const sized = (heading: boolean | undefined, what: 'label' | 'fieldset__legend') =>
  `govuk-${what}--${heading ? 'l' : 's'}`

export function legend(asking: Asking) {
  return {
    fieldset: {
      legend: {
        text: asking.field.label,
        isPageHeading: asking.heading ?? false,
        classes: sized(asking.heading, 'fieldset__legend'),
      },
    },
  }
}

export function worded(option: Option) {
  if (typeof option === 'string') return { text: option }
  return {
    text: option.label,
    ...(option.hint && { hint: { text: option.hint } }),
    ...(option.alone && { behaviour: 'exclusive' as const }),
  }
}
