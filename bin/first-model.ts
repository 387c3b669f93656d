/*
 * Learns the model that comes with the product, `src/matching/hub/first-model.json`, from people who were made up: what an
 * installation compares by until it has one of its own. Written anew when the engine's comparisons or its learning change.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inventPeople, type Row } from '../simulate/records/people.ts'
import { settings } from '../simulate/records/settings.ts'
import { jsonOf, refusals } from '../src/matching/learn/index.ts'
import { match } from '../src/matching/match.ts'
import type { PersonGiven } from '../src/matching/people.ts'
import { peopleFrom } from '../src/matching/table/index.ts'

const given = (row: Row): PersonGiven => ({
  id: row.unique_id,
  forename: row.forename,
  middleNames: row.middle_names,
  surname: row.surname,
  formerSurname: row.former_surname,
  birthDate: row.birth_date,
  sex: row.sex,
  addressLines: [row.address1, row.address2],
  town: row.town,
  postcode: row.postcode,
  uprn: row.uprn,
  phone: row.phone,
  email: row.email,
  nhsNumber: row.nhs_number,
})

const records = inventPeople({ seed: 20261122, records: 60_000, setting: settings.ordinary! })
const { model } = await match(peopleFrom([...records].map(given)), { width: 'wide', threads: 1 })
const wrong = refusals(model)
if (wrong.length > 0) throw new Error(`The model would be refused: ${wrong.join('; ')}`)
writeFileSync(join(import.meta.dirname, '../src/matching/hub/first-model.json'), jsonOf(model))
