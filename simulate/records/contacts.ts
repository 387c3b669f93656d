import type { Chance } from '../chance.ts'
import type { Ground, Home } from './addresses.ts'
import { present } from './days.ts'
import { chanceOf, yearsOf } from './draws.ts'
import { asOf, type Person, type Since } from './families.ts'

const [homes, phones, emails, landlines, lots] = [10, 11, 12, 13, 14]
const stays = [9, 6, 3] // mean years in one dwelling, by need

/** Where a person lived in a year: with their household, or where those go who have no home or cannot live alone. */
export function homeIn(seed: number, ground: Ground, person: Person, year: number): Home {
  const lot = chanceOf(seed, lots, person.number)
  const [share, since, number] = [lot.share(), present - yearsOf(lot, 5), lot.between(0, 1 << 24)]
  const age = year - person.birth.year
  if (age > 80 && share < 0.2) return { kind: 'care', number: number % ground.careHomes }
  const least = [0.003, 0.02, 0.09][person.need]!
  if (age >= 18 && year >= since && share < least) return { kind: 'none', number: 0 }
  if (age >= 18 && year >= since && share < 2 * least) return { kind: 'hostel', number: number % ground.hostels }
  return asOf(homesOf(seed, ground, asOf(person.households, year), person.need), year)
}

/** Dwellings of a household, the latest first. Whoever moves out leaves a dwelling in which others live now. */
function homesOf(seed: number, ground: Ground, household: number, need: number): readonly Since<Home>[] {
  const chance = chanceOf(seed, homes, household)
  const families = Math.floor(ground.dwellings / 1.6)
  const [family, away] = [Math.floor(household / 8), household % 8]
  const first = away === 0 ? family % families : chance.between(families, ground.dwellings - 1)
  const found: Since<Home>[] = []
  let [year, number] = [present, first]
  while (year > 2000) {
    year -= 1 + yearsOf(chance, stays[need]!)
    found.push({ from: year, is: { kind: 'dwelling', number } })
    number = chance.between(0, ground.dwellings - 1)
  }
  return found
}

/** The number that a person could be called on in a year; a child has the parent's. */
export function phoneIn(seed: number, person: Person, family: readonly Person[], year: number, chance: Chance): string {
  const owner = adultFor(person, family, year)
  if (year - owner.birth.year > 45 && chance.percent(30)) {
    const household = asOf(owner.households, year)
    return `01632 ${digits(chanceOf(seed, landlines, household), 6)}`
  }
  const of = chanceOf(seed, phones, owner.number)
  let number = pagerNumber(of)
  for (let since = present - yearsOf(of, 7 - 2 * owner.need); since > year; since -= 1 + yearsOf(of, 5)) {
    number = pagerNumber(of)
  }
  return number
}

/** The address that mail reached a person at; a child has the parent's. */
export function emailIn(seed: number, person: Person, family: readonly Person[], year: number): string {
  const owner = adultFor(person, family, year)
  const of = chanceOf(seed, emails, owner.number)
  const [second, since] = [of.percent(35), present - yearsOf(of, 8)]
  const [name, host] = second && year >= since ? [of.share(), of.one(hosts)] : [of.share() / 2, of.one(hosts)]
  const { forename, birth } = owner
  const surname = asOf(owner.surnames, Math.min(year, since)).replaceAll(/[^a-z]/g, '')
  const first = forename.replaceAll(/[^a-z]/g, '')
  const tail = name < 0.2 ? '' : name < 0.5 ? String(birth.year % 100).padStart(2, '0') : digits(of, 3)
  const stem = name < 0.3 ? `${first}.${surname}` : name < 0.7 ? first + surname : first[0] + surname
  return `${stem}${tail}@${host}`
}

const hosts = ['post.example', 'mail.example', 'letters.example', 'quick.example', 'home.example']

/** Whose phone and mail reach a person: their own, or until fourteen those of whoever brings them up. */
function adultFor(person: Person, family: readonly Person[], year: number): Person {
  if (year - person.birth.year >= 14) return person
  const household = asOf(person.households, year)
  const grown = family.filter(one => one.generation === 1 && asOf(one.households, year) === household)
  return grown[person.number % 3 === 0 ? grown.length - 1 : 0] ?? person
}

export const digits = (chance: Chance, many: number): string =>
  String(chance.between(0, 10 ** many - 1)).padStart(many, '0')

/** A number of the range for pagers, which no telephone has, less the part of it that an island's telephones do have. */
const pagerNumber = (chance: Chance): string => `076${digits(chance, 8).replace(/^24/, '25')}`
