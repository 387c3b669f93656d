import type { Compared } from '../comparison.ts'
import type { People } from '../people.ts'
import { addressLevels } from './address.ts'
import { birthDateLevels } from './birth-date.ts'
import type { FactLevels } from './fact-levels.ts'
import { forenameLevels, middleNameLevels } from './forename.ts'
import { type NamesOf, namesOf } from './names.ts'
import { emailLevels, nhsNumberLevels, otherLevels, phoneLevels, sexLevels } from './plain.ts'
import { surnameLevels } from './surname.ts'

/**
 * The comparisons that these people can be compared by: one for each fact that any of them has. Nothing heavy is done
 * for a few people, so that one record can be held against its candidates while somebody waits.
 */
export function comparisonsOf(people: People, names: NamesOf = namesOf(people.facts)): Compared {
  const facts = factLevels(people, names)
  const levelOf = facts.map(({ level }) => level)
  return {
    comparisons: facts.map(({ comparison }) => comparison),
    compare(l, r, levels) {
      for (let at = 0; at < levelOf.length; at++) levels[at] = levelOf[at]!(l, r)
    },
  }
}

/** The comparisons one by one, with the function that finds the level of each. */
export function factLevels(people: People, names: NamesOf): readonly FactLevels[] {
  const { forename, middleNames, surname, birthDate, sex, nhsNumber, phone, email } = people.facts
  return [
    forename && forenameLevels(people, names),
    middleNames && middleNameLevels(people, names),
    surname && surnameLevels(people, names),
    birthDate && birthDateLevels(people),
    sex && sexLevels(people),
    addressLevels(people),
    phone && phoneLevels(phone),
    email && emailLevels(email),
    nhsNumber && nhsNumberLevels(nhsNumber),
    ...people.others.map(otherLevels),
  ].filter(levels => levels !== undefined)
}
