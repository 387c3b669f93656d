import { type Fact, facts, type PersonGiven } from '../people.ts'
import { standardAddress } from './addresses.ts'
import { standardCode, standardNhsNumber, standardSex, standardText, standardUprn } from './codes.ts'
import { standardEmail, standardPhone } from './contacts.ts'
import { standardDate } from './dates.ts'
import { nobody, splitFullName } from './full-names.ts'
import { titlesAsNames } from './name-words.ts'
import { formerIn, standardName, standardSurname } from './names.ts'

export { type Address, standardAddress, standardTown } from './addresses.ts'
export { standardCode, standardNhsNumber, standardSex, standardText, standardUprn } from './codes.ts'
export { standardEmail, standardPhone } from './contacts.ts'
export { isPlaceholderDate, plausibleYear, standardDate } from './dates.ts'
export { type NameParts, splitForenames, splitFullName, writtenFullName } from './full-names.ts'
export { formerIn, neverNames, standardName, standardSurname } from './names.ts'
export { postcodeDistrict, postcodeSector, standardPostcode } from './postcodes.ts'
export { soundOf } from './sounds.ts'
export { variantsOf } from './variants.ts'

/** True for a word that very many bear as part of their name and that tells no family: Singh, Kaur, Begum, Bibi. */
export const titleLike = (word: string): boolean => titlesAsNames.has(word)

/** What is known of one person: a word for each fact and for each other column that says something; none is ''. */
export type Standardised = Readonly<{
  facts: Readonly<Partial<Record<Fact, string>>>
  others: Readonly<Record<string, string>>
}>

/** How a person's values are written: the order of a date, and which other columns are identifiers rather than words. */
export type Written = Readonly<{
  dateFormat?: string
  kinds?: Readonly<Record<string, 'person' | 'text' | 'code' | 'place'>>
}>

/** One person as matching sees them: each fact folded, checked and freed of placeholders. */
export function standardise(given: PersonGiven, { dateFormat, kinds = {} }: Written = {}): Standardised {
  const words = {
    ...standardNames(given),
    birthDate: standardDate(given.birthDate ?? '', dateFormat),
    sex: standardSex(given.sex ?? ''),
    ...standardPlace(given),
    uprn: standardUprn(given.uprn ?? ''),
    phone: standardPhone(given.phone ?? ''),
    email: standardEmail(given.email ?? ''),
    nhsNumber: standardNhsNumber(given.nhsNumber ?? ''),
  }
  const others = Object.entries(given.others ?? {}).map(([name, value]): [string, string] => {
    const isCode = kinds[name] === 'code' || kinds[name] === 'person'
    return [name, isCode ? standardCode(value) : standardText(value)]
  })
  return { facts: known(words), others: Object.fromEntries(others.filter(([, word]) => word !== '')) }
}

/** The names of a person: what each column says, else what a full name or a surname tells of it; '' for none. */
export function standardNames(given: PersonGiven) {
  const whole = given.fullName ? splitFullName(given.fullName) : nobody
  return {
    forename: standardName(given.forename ?? '') || whole.forename,
    middleNames: standardName(given.middleNames ?? '') || whole.middleNames,
    surname: standardSurname(given.surname ?? '') || whole.surname,
    formerSurname:
      standardSurname(given.formerSurname ?? '') || formerIn(given.surname ?? '') || formerIn(given.fullName ?? ''),
  }
}

/** Where a person lives, as an address is read whole; '' for what is not known. */
export function standardPlace(given: PersonGiven) {
  const { building, street, town, postcode } = standardAddress(given.addressLines ?? [], given.town, given.postcode)
  return { building, street, town, postcode }
}

function known(words: Readonly<Record<Fact, string>>): Readonly<Partial<Record<Fact, string>>> {
  const said: Partial<Record<Fact, string>> = {}
  for (const fact of facts) if (words[fact] !== '') said[fact] = words[fact]
  return said
}
