import type { Chance } from '../chance.ts'
import type { Address, Ground } from './addresses.ts'
import { type Agency, agencies, type Entry } from './agencies.ts'
import { digits, emailIn, homeIn, phoneIn } from './contacts.ts'
import { present, written } from './days.ts'
import { chanceOf, yearsOf } from './draws.ts'
import type { Person } from './families.ts'
import { nhsNumberOf, pncOf, upnOf } from './identifiers.ts'
import { type Named, nameIn } from './record-name.ts'
import type { Setting } from './settings.ts'
import { misheard, mistyped, oneWrong } from './slips.ts'

/** What an agency wrote down of somebody; nothing known is nothing written. */
export type Written = Named &
  Address &
  Readonly<{
    birth_date: string
    sex: string
    phone: string
    email: string
    nhs_number: string
    upn: string
    pnc: string
  }>

export type Around = Readonly<{ seed: number; ground: Ground; setting: Setting }>

const records = 4

/** One record of one person: what was so when it was last written, less what is not held, and with what went wrong. */
export function recordOf(around: Around, family: readonly Person[], person: Person, entry: Entry): Written {
  const { seed, setting } = around
  const agency = agencies[entry.agency]!
  const chance = chanceOf(seed, records, person.number * 32 + entry.agency * 4 + entry.copy)
  const year = Math.max(person.birth.year, present - yearsOf(chance, agency.age * setting.age))
  const has = (share: number) => chance.holds(share / (share + (1 - share) * setting.missing))
  const slips = (share: number) => chance.holds(Math.min(0.9, share * agency.care))
  return inItsStyle(agency, {
    ...nameIn({ chance, setting, agency, person, year, has, slips }),
    ...dateAndSex(chance, setting, agency, person, has, slips),
    ...whereabouts(chance, around, agency, person, year, has, slips),
    ...contacts(chance, around, agency, family, person, year, has, slips),
    ...identifiers(chance, setting, agency, person, has, slips),
  })
}

export type Lot = (share: number) => boolean

function dateAndSex(chance: Chance, setting: Setting, agency: Agency, person: Person, has: Lot, slips: Lot) {
  const sex = has(agency.holds.sex)
    ? slips(setting.sexWrong)
      ? chance.one(['F', 'M', 'U'])
      : person.sex.toUpperCase()
    : ''
  return { birth_date: has(agency.holds.birth) ? birthDate(chance, setting, person, slips) : '', sex }
}

function birthDate(chance: Chance, setting: Setting, { birth }: Person, slips: Lot): string {
  if (slips(setting.dateOfNobody)) return '1900-01-01'
  if (slips(setting.yearOnly)) return `${birth.year + (chance.percent(25) ? chance.one([-1, 1]) : 0)}-01-01`
  if (slips(setting.dayMonth) && birth.day <= 12) return written({ ...birth, month: birth.day, day: birth.month })
  if (!slips(setting.dateDigit)) return written(birth)
  const way = chance.between(1, 100)
  if (way <= 35) return written({ ...birth, day: 1 + ((birth.day + chance.one([0, 9, 19, 27, 6])) % 28) })
  if (way <= 60)
    return written({ ...birth, month: 1 + ((birth.month + chance.between(0, 10)) % 12), day: Math.min(28, birth.day) })
  if (way <= 85) return written({ ...birth, year: birth.year + chance.one([-1, 1, -10, 10, 1, -1]) })
  return written({ year: birth.year + chance.between(-2, 2), month: chance.between(1, 12), day: chance.between(1, 28) })
}

function whereabouts(
  chance: Chance,
  { seed, ground, setting }: Around,
  { holds }: Agency,
  person: Person,
  year: number,
  has: Lot,
  slips: Lot,
): Address {
  const when = slips(setting.oldAddress) ? year - 1 - yearsOf(chance, 5) : year
  const home = homeIn(seed, ground, person, when)
  if (!has(holds.address)) return { address1: '', address2: '', town: '', postcode: '', uprn: '' }
  const found = ground.at(home)
  if (home.kind === 'none') return { ...found, address1: chance.one(['NFA', 'No fixed abode', 'Sofa surfing', '']) }
  const changed = (line: string) => (slips(setting.street) ? mistyped(chance, line) : line)
  const abroad = slips(setting.house)
    ? found.address1.replace(/\d+/, was => String(Number(was) + chance.one([-2, 2, 1, 10])))
    : found.address1
  const written = chance.percent(40) ? abbreviated : (line: string) => line
  const postcode = has(0.92) ? found.postcode : ''
  return {
    address1: written(changed(abroad)),
    address2: written(changed(found.address2)),
    town: has(0.85) ? found.town : '',
    postcode:
      postcode && slips(setting.postcode)
        ? oneWrong(chance, postcode)
        : chance.percent(15)
          ? postcode.replace(' ', '')
          : postcode,
    uprn: has(holds.uprn) ? found.uprn : '',
  }
}

const kinds = [
  ...[' Street', ' St'],
  ...[' Road', ' Rd'],
  ...[' Avenue', ' Ave'],
  ...[' Close', ' Cl'],
  ...[' Lane', ' La'],
  ...[' Drive', ' Dr'],
]
function abbreviated(line: string): string {
  for (let place = 0; place < kinds.length; place += 2) {
    if (line.endsWith(kinds[place]!)) return line.slice(0, -kinds[place]!.length) + kinds[place + 1]!
  }
  return line
}

function contacts(
  chance: Chance,
  { seed, setting, ground }: Around,
  { id, holds }: Agency,
  family: readonly Person[],
  person: Person,
  year: number,
  has: Lot,
  slips: Lot,
) {
  const wrong = (text: string) => (slips(setting.digit) ? oneWrong(chance, text) : text)
  const home = homeIn(seed, ground, person, year)
  const phone =
    home.kind === 'care' || home.kind === 'hostel'
      ? `01632 ${String(home.number * 2 + (home.kind === 'care' ? 1 : 0)).padStart(6, '0')}`
      : id === 'education' && chance.percent(3)
        ? `01632 99${digits(chance, 2)}00` // the school's own
        : wrong(phoneIn(seed, person, family, year, chance))
  const email = emailIn(seed, person, family, year)
  return {
    phone: has(holds.phone) ? (chance.percent(20) ? `+44 ${phone.slice(1)}` : phone) : '',
    email: has(holds.email) ? (slips(setting.digit * 1.5) ? misheard(chance, email) : email) : '',
  }
}

function identifiers(chance: Chance, setting: Setting, { holds }: Agency, person: Person, has: Lot, slips: Lot) {
  const wrong = (text: string) => (slips(setting.digit / 2) ? oneWrong(chance, text) : text)
  const pupil = person.birth.year >= 1990
  return {
    nhs_number: has(holds.nhs) ? wrong(nhsNumberOf(person)) : '',
    upn: pupil && has(holds.upn) ? wrong(upnOf(person)) : '',
    pnc: person.birth.year <= present - 10 && has(holds.pnc) ? wrong(pncOf(person)) : '',
  }
}

function inItsStyle({ capitals }: Agency, written: Written): Written {
  if (!capitals) return written
  const { forename, middle_names, surname, former_surname, address1, address2, town } = written
  const high = (text: string) => text.toUpperCase()
  return {
    ...written,
    ...{ forename: high(forename), middle_names: high(middle_names), surname: high(surname) },
    ...{ former_surname: high(former_surname), address1: high(address1), address2: high(address2), town: high(town) },
  }
}
