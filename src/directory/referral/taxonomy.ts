import { english } from '#web'
import { idFor, type Pack } from '../pack.ts'
import type { Said } from '../service.ts'
import { peopleIn } from '../words.ts'

/** A taxonomy as Open Referral UK has it: what services help with, and whom they are there for. */
export type Taxonomy = Readonly<{ id: string; name: string; description: string; version: string }>
export type Term = Readonly<{
  id: string
  name: string
  description: string
  taxonomy: string
  taxonomy_id: string
  term: string
}>

const version = '1'
const needsId = idFor('taxonomy', 'needs')
const peopleId = idFor('taxonomy', 'people')

export const taxonomies: readonly Taxonomy[] = [
  { id: needsId, name: 'What it helps with', description: 'What somebody needs help with, in plain words.', version },
  {
    id: peopleId,
    name: 'Whom it is for',
    description: 'People whom a service is there for above all, or only.',
    version,
  },
]

/** Every term of both taxonomies, in the order of the area's list of needs. */
export function terms({ needs }: Pick<Pack, 'needs'>): readonly Term[] {
  return [
    ...Object.entries(needs).map(([code, name]) => needTerm(code, name)),
    ...Object.entries(peopleIn(english)).map(([code, name]) => ({
      id: idFor('term', 'people', code),
      name,
      description: `There above all for: ${name}.`,
      taxonomy: 'Whom it is for',
      taxonomy_id: peopleId,
      term: code,
    })),
  ]
}

const needTerm = (code: string, name: string): Term => ({
  id: idFor('term', 'needs', code),
  name,
  description: `Helps somebody with: ${name}.`,
  taxonomy: 'What it helps with',
  taxonomy_id: needsId,
  term: code,
})

/** The terms that a service bears. */
export function termsOf(said: Said, all: readonly Term[]): readonly Term[] {
  return all.filter(({ taxonomy_id, term }) =>
    taxonomy_id === needsId ? said.needs.includes(term) : said.people?.some(one => one === term),
  )
}
