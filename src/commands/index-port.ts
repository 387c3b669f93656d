import { type AgencyId, hashed, type Occasion } from '#kernel'
import { agencyOfKey, notReadIn, takeIn, toldInRow, withdraw } from '#matching'
import type { IndexPort, PersonSent } from '../portal/index.ts'

/** Lets agencies' programs tell of whom they know, by the front door, to matching. */
export const indexPort: IndexPort = {
  agencyOf: (database, key, at) =>
    database.as({ ...as('unknown', 'index.key', at), onlyIfShown: true }, tx => agencyOfKey(tx, hashed(key))),
  tell: async (database, at, agency, ref, person) => {
    const row = rowOf(ref, person)
    const [told, notRead] = [toldInRow(row, map, 'sealed'), new Set(notReadIn(row, map))]
    const notUsed = notRead.has('nhsNumber') || notRead.has('checkDigit') ? ['nhsNumber'] : []
    if (notRead.has('birthDate') || notRead.has('dayOfBirth')) return { is: 'no-day', notUsed }
    const people = told ? [{ ...told, unseal: person.sealed === false }] : []
    const taken = await database.as(as(agency, 'index.tell', at), tx => takeIn(tx, agency, people))
    return {
      is: taken.held.length > 0 ? 'held' : taken.new > 0 ? 'new' : taken.changed > 0 ? 'changed' : 'same',
      notUsed,
    }
  },
  letGo: (database, at, agency, ref) =>
    database.as(as(agency, 'index.withdraw', at), async tx => (await withdraw(tx, agency, [ref], 'these')) > 0),
}

const as = (name: AgencyId | 'unknown', action: string, at: Date): Occasion => ({
  actor: { kind: 'api', name },
  action,
  purpose: 'keep-the-house',
  at,
})

const lines = ['line0', 'line1', 'line2', 'line3', 'line4']
const map = {
  ...{
    id: 'ref',
    forename: 'forename',
    middleNames: 'middleNames',
    surname: 'surname',
    formerSurname: 'formerSurname',
  },
  ...{ birthDate: { column: 'birthDate', format: 'YYYY-MM-DD' }, sex: 'sex', addressLines: lines, town: 'town' },
  ...{ postcode: 'postcode', uprn: 'uprn', phone: 'phone', email: 'email', nhsNumber: 'nhsNumber' },
}

const rowOf = (ref: string, { addressLines = [], ...facts }: PersonSent): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])),
  ...Object.fromEntries(addressLines.map((line, at) => [`line${at}`, line])),
  ref,
})
