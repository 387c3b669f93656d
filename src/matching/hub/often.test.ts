import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import { mostBearers, mostSharing } from './match-queries.ts'
import { matchAll } from './run.ts'

let it: MatchingOffice
before(async () => {
  it = await openMatching()
})
after(() => it.office.close())

const times = mostBearers + 6
const police = 'warwickshire-police'

/** How many others each record was found to be like, by the reference it was told under. */
const found = async () =>
  new Map(
    (
      await it.office.seen<{ ref: string; many: number }>(
        `select r.source_ref as ref, count(s.id)::int as many from kernel.person_records r
           left join matching.suggestions s on r.id in (s.record_a, s.record_b) where r.agency_id is not null group by r.id`,
      )
    ).map(({ ref, many }) => [ref, many]),
  )

test('somebody told of more often than a key may be borne is still found, each time, and the night leaves it so', async () => {
  const often = { given: 'Thessaly', family: 'Quillfeather', born: '1987-05-19', phone: '01632 960 648' }
  // One at a time, as they come; the last of them finds that all its keys are borne by too many.
  for (let time = 0; time < times; time++) {
    await tell(it.office.database, police, [indexed(`T${time}`, often)])
    await it.working()
  }
  const stranger = { given: 'Zebedee', family: 'Quillfeather', born: '1942-01-30' }
  await tell(it.office.database, police, [indexed('stranger', stranger)])
  await it.working()
  const byDay = await found()
  for (let time = 0; time < times; time++) assert.equal(byDay.get(`T${time}`), times - 1, `T${time}`)
  assert.equal(byDay.get('stranger'), 0)
  await matchAll(it.office.database, aWednesday)
  assert.deepEqual(await found(), byDay)
})

test('somebody told of more than five hundred times is found as soon as they come, whoever else they share a key with', async () => {
  const child = { given: 'Zebedee', family: 'Throngby', born: '2014-05-06', phone: '01632 960 711' }
  const told = Array.from({ length: mostSharing + 6 }, (_, time) => indexed(`Z${time}`, child))
  await tell(it.office.database, police, told)
  const home = { postcode: 'CV31 2LL', address: '12 Oak Lane' }
  const relative = { given: 'Zuleika', family: 'Throngby', born: '1971-01-09', ...home }
  await tell(it.office.database, police, [indexed('relative', relative)])
  await it.working()
  await tell(it.office.database, police, [indexed('moved', { ...child, ...home })])
  await it.working()
  const atOnce = (await found()).get('moved') ?? 0
  assert.ok(atOnce > mostBearers, `${atOnce} of ${told.length} were found`)
  await matchAll(it.office.database, aWednesday)
  assert.ok(((await found()).get('moved') ?? 0) >= atOnce)
  await tell(it.office.database, police, [indexed('moved', { ...child, ...home, address: '12, Oak Lane' })])
  await it.working()
  assert.ok(((await found()).get('moved') ?? 0) > mostBearers)
})
