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

export type Alternative = Readonly<{ many?: parts.Many; ones: readonly parts.One[] }>

/** All rules that the facts of these people allow; the loose ones are for inputs whose people are few. */
export function rulesOf(people: People, names: NamesOf, width: Width): readonly Rule[] {
  const rules = width === 'tight' ? tightRules(people) : [...wideRules(people, names), ...looseRules(people, names)]
  return rules.filter(({ alternatives }) => alternatives.length > 0)
}

type Parts = readonly (parts.One | parts.Many | undefined)[]

/** A rule of those alternatives whose parts these people have; one part of each may be of many. */
function rule(name: string, alternatives: readonly Parts[], further: Parts = [], perRecord = 6): Rule {
  const whole = alternatives.filter((all): all is (parts.One | parts.Many)[] => !all.includes(undefined))
  return {
    name,
    seed: hashText(name),
    alternatives: whole.map(all => {
      const many = all.find(part => 'starts' in part)
      return { ...(many && { many }), ones: all.filter(part => !('starts' in part)) }
    }),
    further: further.filter(part => part !== undefined),
    perRecord,
    loose: false,
  }
}

const made = <T>(column: Column | undefined, make: (column: Column) => T): T | undefined => column && make(column)

const identifiers = ({ others }: People): readonly OtherColumn[] => others.filter(({ kind }) => kind === 'person')

function tightRules(people: People): readonly Rule[] {
  const { facts } = people
  const [forename, surname] = [made(facts.forename, parts.wholeWords), made(facts.surname, parts.wholeWords)]
  const [initial, former] = [made(facts.forename, parts.initials), made(facts.formerSurname, parts.wholeWords)]
  const born = made(facts.birthDate, parts.dateParts)?.whole
  const postcode = made(facts.postcode, parts.wholeWords)
  const area = made(facts.postcode, parts.districts) ?? made(facts.town, parts.wholeWords)
  return [
    rule('surname and birth date', [
      [surname, born],
      [former, born],
    ]),
    rule('forename and birth date', [[forename, born]]),
    rule('forename and postcode', [[forename, postcode]]),
    rule('birth date and postcode', [[born, postcode]]),
    rule('names and area', [[forename, surname, area]], [born]),
    rule('NHS number', [[made(facts.nhsNumber, parts.wholeWords)]], [born, surname]),
    rule('phone and initial', [[made(facts.phone, parts.wholeWords), initial]], [born, surname]),
    rule('e-mail', [[made(facts.email, parts.wholeWords)]], [born, forename]),
    ...identifiers(people).map(column => rule(`other ${column.name}`, [[parts.wholeWords(column)]], [born, surname])),
  ]
}

function wideRules(people: People, names: NamesOf): readonly Rule[] {
  const { facts } = people
  const [forename, surname] = [made(facts.forename, parts.wholeWords), made(facts.surname, parts.wholeWords)]
  const born = made(facts.birthDate, parts.dateParts)
  const postcode = made(facts.postcode, parts.wholeWords)
  const area = made(facts.postcode, parts.districts) ?? made(facts.town, parts.wholeWords)
  const [building, street] = [made(facts.building, parts.wholeWords), made(facts.street, parts.wholeWords)]
  const [phone, initial] = [made(facts.phone, parts.wholeWords), made(facts.forename, parts.initials)]
  const { anyName, forenames, firstSound, surnames } = soundsOf(people, names)
  const towns = [facts.town, ...people.others.filter(other => other.kind !== 'person')].filter(telling)
  return [
    rule(
      'a name and birth date',
      anyName.map(name => [name, born?.folded]),
    ),
    rule('names and part of birth date', [
      ...surnames.flatMap(name => [
        [name, firstSound, born?.year],
        [name, firstSound, born?.dayMonth],
      ]),
      [initial, made(facts.surname, parts.initials), born?.folded],
      [made(facts.forename, parts.beginnings), born?.folded],
      [made(facts.surname, parts.beginnings), born?.folded],
    ]),
    // Rare names say who somebody is, even of records that hold little else.
    rule(
      'names',
      [
        [forename, surname],
        [surname, forename],
      ],
      [area],
      3,
    ),
    rule(
      'names by ear',
      surnames.map(name => [name, firstSound]),
      [area],
      1,
    ),
    rule('forename and postcode', [[forenames, postcode]]),
    rule(
      'surname and postcode',
      surnames.map(name => [name, initial, postcode]),
    ),
    rule('birth date and postcode', [[born?.folded, postcode]]),
    rule('forename and house', [[forenames, building, street]], [surname]),
    rule('NHS number', [[made(facts.nhsNumber, parts.wholeWords)]], [born?.folded, surname]),
    rule(
      'phone',
      [
        [forenames, phone],
        [initial, phone],
        [born?.folded, phone],
      ],
      [born?.folded, surname],
    ),
    rule('e-mail', [[made(facts.email, parts.wholeWords)]], [born?.folded, firstSound]),
    rule('name of e-mail', [[made(facts.email, parts.localParts)]], [born?.folded, firstSound]),
    ...identifiers(people).map(column =>
      rule(`other ${column.name}`, [[parts.wholeWords(column)]], [born?.folded, surname]),
    ),
    ...towns.map((column, at) => {
      const town = parts.wholeWords(column)
      return rule(`names, birth and place ${at}`, [
        [born?.folded, town],
        ...surnames.map(name => [name, firstSound, town]),
      ])
    }),
  ]
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

function looseRules(people: People, names: NamesOf): readonly Rule[] {
  const { facts } = people
  const born = made(facts.birthDate, parts.dateParts)
  const { firstSound, surnames, forenames } = soundsOf(people, names)
  const [district, postcode] = [made(facts.postcode, parts.districts), made(facts.postcode, parts.wholeWords)]
  const places = [facts.town, ...people.others.filter(other => other.kind !== 'person')].map(column =>
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
