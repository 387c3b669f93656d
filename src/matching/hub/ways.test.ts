import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { renewProfiles } from './profile-queries.ts'
import { toldInReport, waysToRead } from './ways.ts'

let it: MatchingOffice
before(async () => {
  it = await openMatching()
})
after(() => it.office.close())

test('a profile that is made anew says of somebody in a report what the first did, however they may be reached', async () => {
  const [phone, post] = ['07700 900 555', '7 Elm Row, Warwick CV34 4EH']
  await it.sent('renew', 'Dr Zoë May', 'Renewby', phone)
  const [id] = await it.recordsNamed('Renewby')
  await it.office.seen(
    `insert into kernel.person_contacts (id, record_id, kind, value, value_key) values (gen_random_uuid(), $1, 'post', $2, '')`,
    [id, post],
  )
  const contacts = (['phone', 'post'] as const).map(kind => ({
    ...{ kind, value: kind === 'phone' ? phone : post, safeToUse: 'yes' as const },
  }))
  const [first] = waysToRead(id!, toldInReport({ part: 'owner', given: 'Dr Zoë May', family: 'Renewby', contacts }))
  assert.deepEqual([first?.forename, first?.middleNames], ['Dr Zoë', 'May'])
  const job = { actor: { kind: 'job', name: 'match' }, action: 'match.pairs', purpose: 'keep-the-house' } as const
  await it.office.database.as({ ...job, at: aWednesday }, tx => renewProfiles(tx, [id!]))
  const [anew] = await it.office.seen<{ given: unknown }>('select given from matching.profiles where record_id = $1', [
    id,
  ])
  assert.deepEqual(anew?.given, [first])
})
