import type { Chance } from '../chance.ts'
import { type Britons, britons } from './britons.ts'
import { bornIn, type Day, present } from './days.ts'
import { chanceOf, type Draw, drawOf, yearsOf } from './draws.ts'
import { feminine, givenNames, type Naming, surnameOfChild } from './naming.ts'
import { type Origin, type Sex, stocks } from './origins.ts'

/** Somebody who does not exist. */
export type Person = Readonly<{
  /** One for everybody; sixteen are kept for each family. */
  number: number
  family: number
  generation: number
  /** Which twins of the family they are one of; 0 is none. */
  twins: number
  origin: Origin
  sex: Sex
  birth: Day
  forename: string
  middle: string
  /** A name they are called by that is in no document, or nothing. */
  called: string
  /** From which year on which surname, the latest first. */
  surnames: readonly Since<string>[]
  /** From which year on they lived in which household, the latest first. */
  households: readonly Since<number>[]
  /** How much goes wrong in their life: 0, 1 or 2. */
  need: number
}>
export type Since<T> = Readonly<{ from: number; is: T }>

/** What was so in a year: of several the latest that had begun, or else the first. */
export function asOf<T>(since: readonly Since<T>[], year: number): T {
  return (since.find(({ from }) => from <= year) ?? since.at(-1)!).is
}

const originOf: Draw<Origin> = drawOf([
  ['british', 0.78],
  ['southAsian', 0.05],
  ['muslim', 0.06],
  ['slavic', 0.05],
  ['african', 0.025],
  ['chinese', 0.01],
  ['other', 0.025],
])
const most = 15
const families = 1

/**
 * A family by its number, worked out from the seed and the number alone: two parents or one, their children, those who
 * have moved out among them, and sometimes a grandparent in the house.
 */
export function familiesOf(seed: number): (number: number) => readonly Person[] {
  const names = britons()
  return number => familyOf(chanceOf(seed, families, number), names, number)
}

type Adult = Omit<Person, 'number' | 'households' | 'need'> & { readonly naming: Naming }

function familyOf(chance: Chance, names: Britons, family: number): readonly Person[] {
  const origin = originOf(chance)
  const need = chance.weighed(needs)
  const first = adult(chance, names, family, origin, chance.percent(50) ? 'f' : 'm', 1936 + chance.between(0, 71))
  const second = chance.percent(first.birth.year > 2000 ? 12 : 62) ? partnerOf(chance, names, first) : undefined
  const man = first.sex === 'm' ? first : second
  const woman = first.sex === 'f' ? first : second
  const mother = woman && man ? { ...woman, surnames: wifesName(chance, woman, man.surnames[0]!.is) } : woman
  const parents = [mother, man].filter(one => one !== undefined)
  const base = family * 8 // households of a family
  const left = (year: number, away: number) => [{ from: year, is: base + away }, ...home(base)]
  const apart = second !== undefined && chance.percent(need * 12 + 8)
  let away = 1
  const grown = childrenOf(chance, names, parents).map(child => {
    const leaves = child.birth.year + 18 + yearsOf(chance, 4)
    const households = leaves < present ? left(leaves, away < 7 ? ++away : 7) : home(base)
    return { ...child, surnames: marriedName(chance, names, child), households }
  })
  const grand = grandparent(chance, names, family, parents.at(-1)!)
  const all = [
    ...(grand ? [{ ...grand, households: home(base) }] : []),
    ...parents.map((one, place) => ({
      ...one,
      households: apart && place === 1 ? left(chance.between(2004, present - 1), 1) : home(base),
    })),
    ...grown,
  ]
  return all.slice(0, most).map(({ naming: _, ...one }, place) => ({
    ...one,
    number: family * 16 + place,
    need: needOf(chance, need),
  }))
}

const home = (household: number): readonly Since<number>[] => [{ from: 0, is: household }]
const needs = [
  [0, 63],
  [1, 24],
  [2, 13],
] as const
const needOf = (chance: Chance, family: number): number => (chance.percent(75) ? family : chance.weighed(needs))

function adult(chance: Chance, names: Britons, family: number, origin: Origin, sex: Sex, year: number): Adult {
  const naming: Naming = { origin, chain: chance.share(), father: '', grandfather: '' }
  const surname = origin === 'british' ? names.surname(chance) : stocks[origin].surname(chance)
  const birth = bornIn(chance, Math.min(year, present - 18), origin !== 'british')
  const given = givenNames(chance, names, { ...naming, ...forebears(chance, origin) }, sex, birth.year)
  const own = given.surname ?? (sex === 'f' ? feminine(surname, origin) : surname)
  const { forename, middle, called } = given
  return {
    ...{ family, generation: 1, twins: 0, origin, sex, birth, forename, middle, called, naming },
    surnames: [{ from: 0, is: own }],
  }
}

/** A father and grandfather who are not of the county, for names that are made of theirs. */
function forebears(chance: Chance, origin: Origin): Pick<Naming, 'father' | 'grandfather'> {
  if (origin === 'british') return { father: '', grandfather: '' }
  return { father: stocks[origin].m(chance), grandfather: stocks[origin].m(chance) }
}

function partnerOf(chance: Chance, names: Britons, first: Adult): Adult {
  const origin = chance.percent(first.origin === 'british' ? 96 : 80) ? first.origin : originOf(chance)
  const sex: Sex = first.sex === 'f' ? 'm' : 'f'
  return adult(chance, names, first.family, origin, sex, first.birth.year + chance.between(-6, 6))
}

/** The surname that a marriage gives a woman: his, both, or her own still. */
export function wifesName(chance: Chance, wife: Pick<Person, 'origin' | 'surnames' | 'birth'>, his: string) {
  const own = wife.surnames[0]!.is
  const keeps = { british: 22, southAsian: 55, muslim: 75, slavic: 25, african: 40, chinese: 90, other: 50 }[
    wife.origin
  ]
  const year = Math.min(present, wife.birth.year + chance.between(20, 36))
  if (chance.percent(keeps) || year >= present) return wife.surnames
  const taken = chance.percent(7) ? `${own}-${his}` : feminine(his, wife.origin)
  const married = { from: year, is: taken }
  // Some marriages end, and the name goes back.
  const ended = year + yearsOf(chance, 30)
  const back = ended < present && chance.percent(35) ? [{ from: ended, is: own }] : []
  return [...back, married, { from: 0, is: own }]
}

function marriedName(chance: Chance, names: Britons, child: Adult): Person['surnames'] {
  if (child.sex === 'm' || child.birth.year > present - 22 || chance.percent(45)) return child.surnames
  const his = child.origin === 'british' ? names.surname(chance) : stocks[child.origin].surname(chance)
  return wifesName(chance, child, his)
}

function childrenOf(chance: Chance, names: Britons, parents: readonly Adult[]): readonly Adult[] {
  const children: Adult[] = []
  const many = chance.weighed(parents.length > 1 ? childrenOfTwo : childrenOfOne)
  const eldest = Math.max(...parents.map(({ birth }) => birth.year))
  let year = eldest + 18 + Math.min(20, yearsOf(chance, 8))
  let sets = 0
  while (children.length < many && year <= present && year - eldest < 45) {
    const twins = chance.holds(0.015) ? ++sets : 0
    const birth = bornIn(chance, year, false)
    const sex: Sex = chance.percent(51) ? 'm' : 'f'
    children.push(child(chance, names, parents, children, { sex, birth, twins }))
    if (twins) {
      const other: Sex = chance.percent(64) ? sex : sex === 'f' ? 'm' : 'f'
      children.push(child(chance, names, parents, children, { sex: other, birth, twins }))
    }
    year += 1 + Math.min(9, yearsOf(chance, 2.6))
  }
  return children
}

const childrenOfTwo = drawnCounts([24, 18, 33, 15, 7, 3])
const childrenOfOne = drawnCounts([62, 18, 12, 5, 2, 1])
function drawnCounts(of: readonly number[]): readonly (readonly [number, number])[] {
  return of.map((weight, count) => [count, weight] as const)
}

type Born = Readonly<{ sex: Sex; birth: Day; twins: number }>

function child(
  chance: Chance,
  names: Britons,
  parents: readonly Adult[],
  before: readonly Adult[],
  { sex, birth, twins }: Born,
): Adult {
  const mother = parents[0]!
  const father = parents[1]
  const { origin, naming: way, family } = father ?? mother
  const unknown = forebears(chance, origin)
  // By a chain of fathers' names the grandfather's is what the father has in the middle.
  const grandfather = father?.middle || unknown.grandfather
  const naming: Naming = { origin, chain: way.chain, father: father?.forename ?? unknown.father, grandfather }
  const taken = before.map(({ forename }) => forename)
  let given = givenNames(chance, names, naming, sex, birth.year)
  while (taken.includes(given.forename)) given = givenNames(chance, names, naming, sex, birth.year)
  // Now and then a son is called what his father is called, and a daughter what her mother is.
  const like = parents.find(parent => parent.sex === sex)
  const namesake = like && origin === 'british' && !taken.includes(like.forename) && chance.holds(0.03)
  const forename = namesake ? like.forename : given.forename
  const { middle, called } = given
  const surname = given.surname ?? surnameOfChild(chance, sex, mother, father)
  const surnames = renamed(chance, names, surname, birth.year)
  return { family, generation: 2, twins, origin, sex, birth, forename, middle, called, naming, surnames }
}

/** A few children are adopted, or take the name of a new partner. */
function renamed(chance: Chance, names: Britons, surname: string, born: number): Person['surnames'] {
  if (!chance.holds(0.012)) return [{ from: 0, is: surname }]
  return [
    { from: born + chance.between(2, 14), is: names.surname(chance) },
    { from: 0, is: surname },
  ]
}

function grandparent(chance: Chance, names: Britons, family: number, parent: Adult): Adult | undefined {
  const { origin, birth, surnames } = parent
  const often = { british: 2, southAsian: 15, muslim: 14, slavic: 5, african: 7, chinese: 12, other: 5 }[origin]
  if (birth.year < 1960 || !chance.percent(often)) return undefined
  const year = birth.year - chance.between(20, 34)
  const one = adult(chance, names, family, origin, chance.percent(60) ? 'f' : 'm', year)
  const surname = surnames.at(-1)!.is
  return { ...one, generation: 0, surnames: [{ from: 0, is: one.sex === 'f' ? feminine(surname, origin) : surname }] }
}
