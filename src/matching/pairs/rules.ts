import type { Width } from '../comparison.ts'
import type { Column, OtherColumn, People } from '../people.ts'
import { hashText } from './hashes.ts'
import { type NamesOf, nameFacts } from './names.ts'
import * as parts from './parts.ts'

/**
 * One way for two records to become candidates: they share what an alternative is made of. All alternatives of a rule
 * make keys of one space, so that a middle name can meet a forename.
 */
export type Rule = Readonly<{
  name: string
  seed: number
  alternatives: readonly Alternative[]
  /** What a key that too many share is tried with as well, each in turn. */
  further: readonly parts.One[]
  /** How many pairs a record at most, where the people are many. */
  perRecord: number
  /** So weak that only few people can afford it. */
  loose: boolean
}>

/** Parts, at most one of them of many; and of them that which is telling, if one is. */
export type Alternative = Readonly<{ many?: parts.Many; ones: readonly parts.One[]; shared?: parts.One }>

/** Up to how many records weak keys are tried in full, and from how many on not at all. */
export const [few, many] = [50_000, 100_000]

/** All rules that the facts of these people allow; the loose ones are for inputs whose people are few. */
export function rulesOf(people: People, names: NamesOf, width: Width): readonly Rule[] {
  if (width === 'tight') return strictRules(people, names, width)
  const known = knownOf(people, names)
  const loose = people.count < many ? looseRules(people, known) : []
  return usable([...nameRules(people, known), ...otherRules(people, known), ...placeRules(people, known), ...loose])
}

/** Those that hang on nobody else: the rules of one record alone are the rules of a million. */
export function strictRules(people: People, names: NamesOf, width: Width): readonly Rule[] {
  if (width === 'tight') return usable(tightRules(people))
  const known = knownOf(people, names)
  return usable([...nameRules(people, known), ...otherRules(people, known)])
}

const usable = (rules: readonly Rule[]): readonly Rule[] => rules.filter(({ alternatives }) => alternatives.length > 0)

type Parts = readonly (parts.One | parts.Many | undefined)[]

/** A rule of those alternatives whose parts these people have; one part of each may be of many. */
function rule(name: string, alternatives: readonly Parts[], further: Parts = [], perRecord = 6): Rule {
  const whole = alternatives.filter((all): all is (parts.One | parts.Many)[] => !all.includes(undefined))
  return {
    name,
    seed: hashText(name),
    alternatives: whole.map(all => {
      const many = all.find(part => 'starts' in part)
      const ones = all.filter((part): part is parts.One => !('starts' in part))
      const shared = ones.findLast(({ telling }) => telling)
      return { ...(many && { many }), ones, ...(shared && { shared }) }
    }),
    further: further.filter(part => part !== undefined),
    perRecord,
    loose: false,
  }
}

const made = <T>(column: Column | undefined, make: (column: Column) => T): T | undefined => column && make(column)

const identifiers = ({ others }: People): readonly OtherColumn[] => others.filter(({ kind }) => kind === 'person')

/** The parts that both widths are made of. */
function partsOf({ facts }: People) {
  return {
    forename: made(facts.forename, parts.wholeWords),
    surname: made(facts.surname, parts.wholeWords),
    former: made(facts.formerSurname, parts.wholeWords),
    initial: made(facts.forename, parts.initials),
    born: made(facts.birthDate, parts.dateParts),
    postcode: made(facts.postcode, parts.wholeWords),
    area: made(facts.postcode, parts.districts) ?? made(facts.town, parts.wholeWords),
    phone: made(facts.phone, parts.wholeWords),
    email: made(facts.email, parts.wholeWords),
    nhsNumber: made(facts.nhsNumber, parts.wholeWords),
  }
}

function tightRules(people: People): readonly Rule[] {
  const { forename, surname, former, initial, postcode, area, phone, email, nhsNumber, ...more } = partsOf(people)
  const born = more.born?.whole
  return [
    rule('surname and birth date', [
      [surname, born],
      [former, born],
    ]),
    rule('forename and birth date', [[forename, born]]),
    rule('forename and postcode', [[forename, postcode]]),
    rule('birth date and postcode', [[born, postcode]]),
    rule('names and area', [[forename, surname, area]], [born]),
    rule('NHS number', [[nhsNumber]], [born, surname]),
    rule('phone and initial', [[phone, initial]], [born, surname]),
    rule('e-mail', [[email]], [born, forename]),
    ...identifiers(people).map(column => rule(`other ${column.name}`, [[parts.wholeWords(column)]], [born, surname])),
  ]
}

/**
 * Parts of the wide rules, made once, for those who share one are told by its being the same. Of the few alternatives of
 * the tight ones trying all at once saves nothing (measured).
 */
function knownOf(people: People, names: NamesOf) {
  const { postcode, phone, ...more } = partsOf(people)
  const telling = { postcode: postcode && parts.telling(postcode), phone: phone && parts.telling(phone) }
  return { ...more, ...telling, ...soundsOf(people, names) }
}
type Known = ReturnType<typeof knownOf>

function nameRules({ facts }: People, known: Known): readonly Rule[] {
  const { forename, surname, initial, born, area, anyName, firstSound, surnames } = known
  const byBirth = anyName.map(name => [name, born?.folded])
  const byPartOfBirth = [
    ...surnames.flatMap(name => [
      [name, firstSound, born?.year],
      [name, firstSound, born?.dayMonth],
    ]),
    [initial, made(facts.surname, parts.initials), born?.folded],
    [made(facts.forename, parts.beginnings), born?.folded],
    [made(facts.surname, parts.beginnings), born?.folded],
  ]
  const eitherWay = [
    [forename, surname],
    [surname, forename],
  ]
  const byEar = surnames.map(name => [name, firstSound])
  return [
    rule('a name and birth date', byBirth),
    rule('names and part of birth date', byPartOfBirth),
    // Rare names say who somebody is, even of records that hold little else.
    rule('names', eitherWay, [area], 3),
    rule('names by ear', byEar, [area], 1),
  ]
}

function otherRules(people: People, known: Known): readonly Rule[] {
  const { surname, initial, postcode, phone, email, nhsNumber, forenames, firstSound, surnames } = known
  const [building, street] = [
    made(people.facts.building, parts.wholeWords),
    made(people.facts.street, parts.wholeWords),
  ]
  const born = known.born?.folded
  const bySurname = surnames.map(name => [name, initial, postcode])
  const byPhone = [
    [forenames, phone],
    [initial, phone],
    [born, phone],
  ]
  return [
    rule('forename and postcode', [[forenames, postcode]]),
    rule('surname and postcode', bySurname),
    rule('birth date and postcode', [[born, postcode]]),
    rule('forename and house', [[forenames, building, street]], [surname]),
    rule('NHS number', [[nhsNumber]], [born, surname]),
    rule('phone', byPhone, [born, surname]),
    rule('e-mail', [[email]], [born, firstSound]),
    rule('name of e-mail', [[made(people.facts.email, parts.localParts)]], [born, firstSound]),
    ...identifiers(people).map(column => rule(`other ${column.name}`, [[parts.wholeWords(column)]], [born, surname])),
  ]
}

/** Places and words that only some inputs have, where they are told apart well enough. */
function placeRules(people: People, { born, firstSound, surnames }: Known): readonly Rule[] {
  const columns = [people.facts.town, ...people.others.filter(other => other.kind !== 'person')].filter(telling)
  return columns.map((column, at) => {
    const place = parts.wholeWords(column)
    return rule(`names, birth and place ${at}`, [
      [born?.folded, place],
      ...surnames.map(name => [name, firstSound, place]),
    ])
  })
}

/** Whether a word of the column is shared by so few that it makes a key. */
const telling = (column: Column | undefined): column is Column =>
  column !== undefined && parts.chanceOfSharing(column) < 0.02

function soundsOf({ facts }: People, names: NamesOf) {
  const present = nameFacts.filter(fact => facts[fact])
  const sounds = (fact: (typeof nameFacts)[number]) =>
    facts[fact] && names[fact] && parts.allSounds(facts[fact], names[fact])
  const forenames = facts.forename && names.forename && parts.soundsAndForms(facts.forename, names.forename)
  return {
    forenames,
    firstSound: facts.forename && names.forename && parts.firstSounds(facts.forename, names.forename),
    surnames: facts.formerSurname ? [sounds('surname'), sounds('formerSurname')] : [sounds('surname')],
    anyName: present.map(fact => (fact === 'forename' ? forenames : sounds(fact))),
  }
}

function looseRules({ facts, others }: People, known: Known): readonly Rule[] {
  const { born, postcode, firstSound, surnames, forenames } = known
  const district = made(facts.postcode, parts.districts)
  const places = [facts.town, ...others.filter(other => other.kind !== 'person')].map(column =>
    made(column, parts.wholeWords),
  )
  const loose = (name: string, alternatives: readonly Parts[]) => ({ ...rule(name, alternatives, [], 4), loose: true })
  return [
    loose('birth date', [[born?.folded]]),
    loose('postcode', [[postcode]]),
    loose('names', [[surnames[0], firstSound]]),
    loose('surname and year', [[surnames[0], born?.year]]),
    loose('surname and day', [[surnames[0], born?.dayMonth]]),
    loose('forename and year', [[forenames, born?.year]]),
    loose('forename and day', [[forenames, born?.dayMonth]]),
    ...[district, ...places].flatMap((place, at) => [
      loose(`surname and place ${at}`, [[surnames[0], place]]),
      loose(`forename and place ${at}`, [[forenames, place]]),
      loose(`year and place ${at}`, [[born?.year, place]]),
      loose(`day and place ${at}`, [[born?.dayMonth, place]]),
    ]),
  ]
}
