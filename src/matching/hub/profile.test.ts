import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashed } from '#kernel'
import { inventPeople } from '../../../simulate/records/people.ts'
import { settings } from '../../../simulate/records/settings.ts'
import { profileMethod, profilesOf } from './profile.ts'

test('the keys of the same people change only with the number of the method, so that a database never holds two kinds', () => {
  const people = [...inventPeople({ seed: 11, records: 400, setting: settings.careless! })]
  const profiles = profilesOf(
    people.map((one, at) => [
      {
        id: one.unique_id,
        forename: one.forename,
        middleNames: one.middle_names,
        surname: one.surname,
        formerSurname: one.former_surname,
        birthDate: one.birth_date,
        postcode: one.postcode,
        phone: one.phone,
        email: one.email,
        nhsNumber: one.nhs_number,
        ...(at % 10 === 0 && { others: { UPN: `A${1e11 + at}0`, 'case no of police': `C${1000 + at}` } }),
      },
    ]),
  )
  const digest = hashed(profiles.map(one => one.keys.join(' ')).join('\n'))
    .toString('hex')
    .slice(0, 16)
  assert.deepEqual(
    { method: profileMethod, digest },
    { method: 3, digest: 'b5099be850eb9640' },
    'raise profileMethod, and note the digest',
  )
})
