import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cast } from '../../../test/cast.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import { suggestionsForEach } from './suggestion-queries.ts'

let it: MatchingOffice
before(async () => {
  it = await openMatching()
})
after(() => it.office.close())

test('somebody told of often takes nothing from what is suggested of others, and it is told that there are more', async () => {
  const often = { given: 'Crispin', family: 'Crowdby', born: '1987-05-19', phone: '01632 960 648' }
  const seldom = { given: 'Ludmilla', family: 'Fewby', born: '1961-11-02', phone: '01632 960 111' }
  const known = Array.from({ length: 45 }, (_, n) => indexed(`C${n}`, often))
  await tell(it.office.database, cast.triage.agency, [...known, indexed('F', { ...seldom, given: 'Ludmila' })])
  await it.sent('crowd', often.given, often.family, often.phone)
  await it.sent('few', seldom.given, seldom.family, seldom.phone)
  await it.working()
  const [[crowd], [few]] = [await it.recordsNamed('Crowdby'), await it.recordsNamed('Fewby')]
  const each = await it.office.as('triage', tx => suggestionsForEach(tx, [crowd!, few!]))
  const [ofCrowd, ofFew] = [each.get(crowd!)!, each.get(few!)!]
  assert.deepEqual([ofCrowd.suggestions.length, ofCrowd.hasMore], [20, true])
  assert.deepEqual([ofFew.suggestions.length, ofFew.hasMore], [1, false])
  assert.ok(ofFew.suggestions[0]!.probability < ofCrowd.suggestions[19]!.probability, 'those of the many are likelier')
  assert.equal(new Set(ofCrowd.suggestions.map(one => one.other)).size, 20)
  assert.deepEqual(await it.office.as('triage', tx => suggestionsForEach(tx, [few!, crowd!])), each)
})
