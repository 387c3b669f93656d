import type { Fact, PersonGiven } from '../people.ts'

const fold = (text = ''): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const join = (text = ''): string => fold(text).replaceAll(' ', '')

/** What is compared of one person as given. */
export function standardFacts(given: PersonGiven): Partial<Record<Fact, string>> {
  const names = fold(given.fullName).split(' ')
  const [, building = '', street = ''] =
    /^(\S*\d\S*)? ?(.*)$/.exec(fold((given.addressLines ?? []).filter(Boolean).join(' '))) ?? []
  return {
    forename: fold(given.forename) || (names[0] ?? ''),
    middleNames: fold(given.middleNames) || names.slice(1, -1).join(' '),
    surname: fold(given.surname) || (names.length > 1 ? names.at(-1)! : ''),
    formerSurname: fold(given.formerSurname),
    birthDate: (given.birthDate ?? '').replace(/\D/g, ''),
    sex: fold(given.sex)
      .slice(0, 1)
      .replace(/[^fmx]/, ''),
    postcode: join(given.postcode),
    building,
    street,
    town: fold(given.town),
    uprn: join(given.uprn),
    phone: (given.phone ?? '').replace(/\D/g, ''),
    email: (given.email ?? '').trim().toLowerCase(),
    nhsNumber: (given.nhsNumber ?? '').replace(/\D/g, ''),
  }
}

/** What is compared of a column that only some inputs have. */
export const standardOther = (text: string | undefined): string => fold(text)
