import { facts, type PersonGiven } from '../people.ts'
import type { ColumnMap } from './map.ts'
import { nearest } from './nearest.ts'
import { Unreadable } from './unreadable.ts'

/** What a column holds, as people are given; `other` for one that only some inputs have, the rest for what is kept as it is. */
export type Holds = Exclude<keyof PersonGiven, 'others' | 'id' | 'source'> | 'other' | 'exact'

/**
 * Columns that are standardised together, because what one of them means depends on another: the parts of an address, a
 * full name beside a surname. `outputs` are facts, or `id`, `source`, `truth`, or the number of another column.
 */
export type Group = Readonly<{
  columns: readonly number[]
  names: readonly string[]
  holds: readonly Holds[]
  outputs: readonly string[]
  /** Of a birth date: in which order its parts come. */
  format?: string | undefined
  /** Of another column: an identifier or code, rather than words. */
  code?: boolean
}>

export type Wanted = Readonly<{ map: ColumnMap; linkOnly?: string | undefined; truth?: string | undefined }>

/** Which columns of a file belong together and what becomes of them; throws `Unreadable` if one that is named is not there. */
export function layoutOf(header: readonly string[], wanted: Wanted): readonly Group[] {
  const { map, linkOnly, truth } = wanted
  mustBeHeader(header, wanted)
  const group = (named: readonly Named[], outputs: readonly string[], more: Partial<Group> = {}): readonly Group[] => {
    const there = named.filter(([column]) => column !== undefined)
    if (there.length === 0) return []
    const names = there.map(([column]) => column!)
    return [
      { columns: names.map(name => placeOf(header, name)), names, holds: there.map(([, is]) => is), outputs, ...more },
    ]
  }
  const exact = (column: string | undefined, output: string) => group([[column, 'exact']], [output])
  const single = (fact: 'sex' | 'uprn' | 'phone' | 'email' | 'nhsNumber') => group([[map[fact], fact]], [fact])
  return [
    ...exact(map.id, 'id'),
    ...exact(linkOnly, 'source'),
    ...exact(truth, 'truth'),
    ...namesOf(map).flatMap(([named, outputs]) => group(named, outputs)),
    ...group([[map.birthDate?.column, 'birthDate']], ['birthDate'], { format: map.birthDate?.format }),
    ...placesOf(map).flatMap(([named, outputs]) => group(named, outputs)),
    ...(['sex', 'uprn', 'phone', 'email', 'nhsNumber'] as const).flatMap(single),
    ...othersOf(map).flatMap(({ name, kind }, number) =>
      group([[name, 'other']], [String(number)], { code: kind === 'code' || kind === 'person' }),
    ),
  ]
}

/** The columns that only this map has, in its order; `identifiers` tell one person. */
export const othersOf = ({ identifiers = [], others = [] }: ColumnMap) => [
  ...identifiers.map(name => ({ name, kind: 'person' as const })),
  ...others.map(({ column, kind }) => ({ name: column, kind })),
]

/** The same under names that no fact has, nor another of them, so that what is learnt of each is told apart. */
export function toldApart(others: ReturnType<typeof othersOf>): ReturnType<typeof othersOf> {
  const taken = new Set<string>([...facts, 'address'])
  return others.map(other => {
    let { name } = other
    while (taken.has(name)) name = `${name} (${other.kind})`
    taken.add(name)
    return { ...other, name }
  })
}

type Named = readonly [column: string | undefined, holds: Holds]
type Together = readonly [named: readonly Named[], outputs: readonly string[]]

function namesOf({ forename, middleNames, surname, formerSurname, fullName }: ColumnMap): readonly Together[] {
  const family: readonly Named[] = [
    [surname, 'surname'],
    [formerSurname, 'formerSurname'],
  ]
  const given: readonly Named[] = [
    [forename, 'forename'],
    [middleNames, 'middleNames'],
  ]
  if (fullName !== undefined)
    return [
      [
        [[fullName, 'fullName'], ...given, ...family],
        ['forename', 'middleNames', 'surname', 'formerSurname'],
      ],
    ]
  return [...given.map((one): Together => [[one], [one[1]]]), [family, ['surname', 'formerSurname']]]
}

// A postcode may stand in a line of the address, and that nobody lives anywhere in the column of the town.
function placesOf({ addressLines = [], town, postcode }: ColumnMap): readonly Together[] {
  const around = [
    [town, 'town'],
    [postcode, 'postcode'],
  ] as const
  const lines = addressLines.map((line): Named => [line, 'addressLines'])
  const alone = around.flatMap(([column, output]) => (column === undefined ? [] : [output]))
  return [[[...lines, ...around], lines.length > 0 ? ['building', 'street', 'town', 'postcode'] : alone]]
}

/** Of what is no header nothing is told: it may be somebody. */
function mustBeHeader(header: readonly string[], { map, linkOnly, truth }: Wanted): void {
  const columns = Object.values(map)
    .flat()
    .map(one => (typeof one === 'object' ? one.column : one))
  const bare = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const there = new Set(header.map(bare))
  if ([...columns, linkOnly, truth].some(one => one !== undefined && there.has(bare(one)))) return
  throw new Unreadable(
    `The first line is no header that the map speaks of: none of ${columns.map(one => `"${one}"`).join(', ')} stands there`,
  )
}

function placeOf(header: readonly string[], name: string): number {
  const place = header.indexOf(name)
  if (place >= 0 && header.indexOf(name, place + 1) >= 0)
    throw new Unreadable(`The column "${name}" stands twice in the header: give each a name of its own`)
  if (place >= 0) return place
  const near = nearest(name, header)
  const meant = near === undefined ? '.' : `; did you mean "${near}"?`
  throw new Unreadable(`There is no column "${name}"${meant} There are: ${header.map(one => `"${one}"`).join(', ')}`)
}
