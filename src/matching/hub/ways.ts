import type { PersonTold } from '#kernel'
import type { PersonGiven } from '../people.ts'
import { splitForenames } from '../standard/index.ts'
import { schemeOf } from './schemes.ts'

/** What a record tells that can be compared, from wherever it was read. A day is `YYYY-MM-DD`. */
export type RecordTold = Readonly<{
  born_from: string | null
  born_to: string | null
  born_precision: string
  sex: string | null
  names: readonly Readonly<{ kind: string; given: string; family: string }>[]
  addresses: readonly Readonly<{ address: string; postcode: string | null; uprn: string | null }>[]
  contacts: readonly Readonly<{ kind: string; value: string }>[]
  identifiers: readonly Readonly<{ scheme: string; value: string }>[]
}>

/** Several names, addresses and numbers make several ways to read one record; beyond so many they are left alone. */
export const mostWays = 4

/**
 * A record in each way that it can be read, the current names first: whoever is like one of them is like the person. Numbers
 * of the agency that told it, if one did, are its own.
 */
export function waysToRead(id: string, told: RecordTold, agency?: string | null): readonly PersonGiven[] {
  const current = told.names.filter(name => name.kind !== 'former')
  const names = current.length > 0 ? current : told.names
  const former = told.names.filter(name => !names.includes(name)).map(name => name.family)
  const valued = (...kinds: readonly string[]) => told.contacts.filter(one => kinds.includes(one.kind))
  const [phones, emails] = [valued('phone', 'text'), valued('email')]
  const nhs = told.identifiers.filter(one => one.scheme.startsWith('nhs'))
  const numbers = Map.groupBy(
    told.identifiers.filter(one => !nhs.includes(one)),
    one => schemeOf(one, agency),
  )
  const most = Math.max(0, ...[...numbers.values()].map(several => several.length))
  const count = Math.max(1, names.length, told.addresses.length, phones.length, emails.length, nhs.length, most)
  return Array.from({ length: Math.min(mostWays, count) }, (_, way) => {
    const [name, address] = [inTurn(names, way), inTurn(told.addresses, way)]
    return known(id, {
      ...splitForenames(name?.given ?? ''),
      surname: name?.family,
      formerSurname: former.join(' '),
      birthDate: birthDate(told),
      sex: told.sex ?? undefined,
      addressLines: address?.address ? address.address.split(/\s*[,\n]\s*/) : undefined,
      postcode: address?.postcode ?? undefined,
      uprn: address?.uprn ?? undefined,
      phone: inTurn(phones, way)?.value,
      email: inTurn(emails, way)?.value,
      nhsNumber: inTurn(nhs, way)?.value,
      others:
        numbers.size > 0
          ? Object.fromEntries([...numbers].map(([scheme, several]) => [scheme, inTurn(several, way)!.value]))
          : undefined,
    })
  })
}

/** What a report tells of somebody, in the form in which a record tells it. */
export function toldInReport(told: PersonTold): RecordTold {
  const { given = '', family = '', born, sex, contacts = [] } = told
  return {
    born_from: born?.from ?? null,
    born_to: born?.to ?? null,
    born_precision: born?.precision ?? 'unknown',
    sex: sex ?? null,
    names: given || family ? [{ kind: 'current', given, family }] : [],
    addresses: [],
    contacts,
    identifiers: [],
  }
}

const inTurn = <T>(several: readonly T[], turn: number): T | undefined => several[turn] ?? several[0]

/** As much of it as is sure: a month or a year is one, an estimate of several years is none. */
function birthDate({ born_from: from, born_to: to, born_precision }: RecordTold): string | undefined {
  if (!from || !to || born_precision === 'due') return undefined
  if (from === to) return from
  if (from.slice(0, 7) === to.slice(0, 7)) return from.slice(0, 7)
  return from.slice(0, 4) === to.slice(0, 4) ? from.slice(0, 4) : undefined
}

type Facts = Readonly<{ [F in keyof Omit<PersonGiven, 'id'>]: PersonGiven[F] | undefined }>

function known(id: string, facts: Facts): PersonGiven {
  const there = Object.entries(facts).filter(([, value]) => value !== undefined && value.length !== 0)
  return { id, ...Object.fromEntries(there) }
}
