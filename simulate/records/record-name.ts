import type { Chance } from '../chance.ts'
import type { Agency } from './agencies.ts'
import { asOf, type Person } from './families.ts'
import { feminine } from './naming.ts'
import type { Lot } from './record.ts'
import type { Setting } from './settings.ts'
import { asElsewhere, misheard, misread, mistyped, respelt, shortened } from './slips.ts'

export type Named = Readonly<{ forename: string; middle_names: string; surname: string; former_surname: string }>

type Asked = Readonly<{
  chance: Chance
  setting: Setting
  agency: Agency
  person: Person
  year: number
  has: Lot
  slips: Lot
}>

/** The names of a person as one agency wrote them in a year. */
export function nameIn(asked: Asked): Named {
  const { chance, setting, agency, person, year, has, slips } = asked
  const [first, middle] = firstNames(asked)
  const forename = slipped(asked, spelt(asked, first))
  const last = surnameIn(asked)
  const surname = slipped(
    asked,
    person.origin === 'british' || !slips(setting.spelling / 2) ? last : respelt(chance, last),
  )
  const former = person.surnames.length > 1 && has(agency.holds.former) ? person.surnames.at(-1)!.is : ''
  const middle_names = has(agency.holds.middle) ? middleNames(chance, slipped(asked, middle)) : ''
  // Names whose family part comes first at home are turned round oftener.
  const turned = slips(setting.namesSwapped * (person.origin === 'chinese' || person.origin === 'muslim' ? 4 : 1))
  const [left, right] = turned ? [surname, forename] : [forename, surname]
  const baby = agency.id === 'health' && year === person.birth.year && chance.percent(15)
  return {
    forename: baby ? 'Baby' : agency.id === 'charity' && chance.percent(3) ? '' : titled(left),
    middle_names: titled(middle_names),
    surname: agency.id === 'charity' && chance.percent(10) ? '' : titled(right),
    former_surname: former === last ? '' : titled(former),
  }
}

function firstNames({ chance, person, agency }: Asked): readonly [string, string] {
  const { forename, middle, called, origin } = person
  const formal = agency.id === 'health' || agency.id === 'education' ? 25 : 45
  if (called && chance.percent(formal)) return [called, called === middle || middle.startsWith(called) ? '' : middle]
  if (origin === 'chinese' && forename.length > 5 && chance.percent(30)) {
    const at = forename.startsWith('xiao') ? 4 : Math.ceil(forename.length / 2)
    return chance.percent(50)
      ? [forename.slice(0, at), forename.slice(at)]
      : [`${forename.slice(0, at)} ${forename.slice(at)}`, '']
  }
  return [forename, middle]
}

function spelt({ chance, setting, person, slips }: Asked, name: string): string {
  if (slips(setting.nickname)) return shortened(chance, name)
  const abroad = person.origin !== 'british'
  if (!slips(setting.spelling * (abroad ? 2 : 0.3))) return name
  return abroad && chance.percent(60) ? respelt(chance, name) : asElsewhere(chance, name)
}

function surnameIn({ chance, setting, person, year, slips }: Asked): string {
  const former = person.surnames.length > 1 && slips(setting.formerName)
  const is = former ? chance.one(person.surnames).is : asOf(person.surnames, year)
  if (is.includes('-') && chance.percent(30)) return chance.percent(60) ? is.split('-').at(-1)! : is.split('-')[0]!
  if (is.includes('-') && chance.percent(20)) return is.replace('-', ' ')
  // A clerk who knows one form of such a name gives it to all.
  if (person.origin === 'slavic' && person.sex === 'f' && chance.percent(10)) return is.replace(/([sc]k|dzk)a$/, '$1i')
  if (person.origin === 'slavic' && person.sex === 'm' && chance.percent(1)) return feminine(is, person.origin)
  return is
}

function middleNames(chance: Chance, names: string): string {
  if (chance.percent(25)) return names.slice(0, 1)
  return chance.percent(30) ? names.split(' ')[0]! : names
}

function slipped({ chance, setting, slips }: Asked, name: string): string {
  if (slips(setting.mistyped)) return mistyped(chance, name)
  if (slips(setting.misheard)) return misheard(chance, name)
  return slips(setting.misread) ? misread(chance, name) : name
}

const titled = (name: string): string =>
  name.replaceAll(/(^|[ '-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
