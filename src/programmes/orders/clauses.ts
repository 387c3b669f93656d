import { type AnswersTo, choice, day, optional, reason, several } from '#kernel'

/** What an order may forbid, as a list to choose from: each is a plain sentence about the subject. */
export const forbidden = {
  contact: 'Must not contact the protected person in any way',
  through: 'Must not contact them through anybody else, or online',
  approach: 'Must not go near the protected person',
  home: 'Must not go to the protected person’s home',
  zone: 'Must not go into the area that the court has drawn',
  threats: 'Must not use or threaten violence against them',
  watching: 'Must not follow, watch or track them',
  publishing: 'Must not publish anything about them',
  leave: 'Must leave the home, and stay away from it',
  travel: 'Must not travel abroad',
  other: 'Another prohibition',
} as const

/** What an order may require. */
export const required = {
  programme: 'Must attend a programme to change behaviour',
  treatment: 'Must attend assessment or treatment for alcohol or drugs',
  names: 'Must give police their names and address, and any change',
  monitoring: 'Must wear a tag',
  surrender: 'Must hand over keys, weapons or devices',
  other: 'Another requirement',
} as const

const wordsHint =
  'These words go onto the subject’s own copy. Never write an address, a telephone number or a place that they may not know.'

const clause = <const K extends string>(options: Readonly<Record<K, string>>, noun: string) => ({
  what: choice(`What is the ${noun}?`, `Select the ${noun}`, options),
  words: optional(reason('In the court’s words', 'Enter the words', { hint: wordsHint, longest: 1000 })),
  until: optional(
    day('Only until, if earlier than the order', 'Enter the day it ends, with a day, a month and a year'),
  ),
})

/** The same list under other words, where it is asked again. */
export const prohibitionsAsked = (label: string) =>
  several(label, { one: 'prohibition', most: 20 }, clause(forbidden, 'prohibition'))
export const requirementsAsked = (label: string) =>
  several(label, { one: 'requirement', most: 10 }, clause(required, 'requirement'))

export const prohibitions = prohibitionsAsked('What does it forbid?')
export const requirements = requirementsAsked('What does it require? Leave it empty if nothing.')

export type Clause = Readonly<{ what: string; words?: string | undefined; until?: string | undefined }>

/** The sentence of a clause: the list's, and the court's own words after it, or alone where the list has none. */
export function clauseSentence({ what, words }: Clause, from: Readonly<Record<string, string>>): string {
  const listed = Object.hasOwn(from, what) && what !== 'other' ? from[what] : undefined
  return [listed, words].filter(Boolean).join(': ') || 'See the order'
}

export type Terms = AnswersTo<{ prohibitions: typeof prohibitions; requirements: typeof requirements }>
