import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type RecordId, Refused, type Tx } from '#kernel'
import { acting } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import { reviewRecords, undoReview, type Verdict } from './review-queries.ts'

let it: MatchingOffice
let now = aWednesday
before(async () => {
  it = await openMatching()
})
after(() => it.office.close())

const officer = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
  now = new Date(now.getTime() + 60_000)
  return acting(it.office.database, now)('officer', work)
}
const links = () =>
  it.office.seen('select id, record_id, person_id from kernel.person_links where ends_at is null order by id')
const contradictions = () =>
  it.office.seen(
    `select from kernel.person_differences d
       join kernel.person_links a on a.record_id = d.record_a and a.ends_at is null
       join kernel.person_links b on b.record_id = d.record_b and b.ends_at is null and b.person_id = a.person_id`,
  )

let worlds = 0
/** Four index records, of which a machine has grouped the first two. */
async function four(): Promise<readonly RecordId[]> {
  const family = `Words${'abcdefghijklmnopqrstuvwxyz'[worlds % 26]}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(worlds / 26)]}`
  worlds += 1
  const all = ['1', '2', '3', '4'].map(ref => indexed(`${family} ${ref}`, { given: 'Ulla', family }))
  await tell(it.office.database, 'warwickshire-police', all)
  const records = await it.recordsNamed(family)
  await it.office.seen(
    `with p as (insert into kernel.persons (id) values (gen_random_uuid()) returning id)
     insert into kernel.person_links (id, person_id, record_id, starts_at, reason)
       select gen_random_uuid(), p.id, r, $2, 'machine' from p, unnest($1::uuid[]) as r`,
    [records.slice(0, 2), now],
  )
  return records
}

const place = fc.nat({ max: 3 })
const word = fc.record({
  one: place,
  other: place,
  verdict: fc.constantFrom<Verdict>('same', 'same', 'different', 'unsure'),
})

test('whatever is said of several records, no two called different are one; all of it taken back is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 9 }), async words => {
      const records = await four()
      const before = await links()
      const said: string[] = []
      for (const { one, other, verdict } of words) {
        if (one === other) continue
        const made = await officer(tx => reviewRecords(tx, records[one]!, records[other]!, verdict, 'x')).catch(
          (fault: unknown) => {
            assert.ok(fault instanceof Refused, String(fault))
            return undefined
          },
        )
        if (made !== undefined) said.push(made)
        assert.deepEqual(await contradictions(), [])
      }
      for (const id of said.reverse()) {
        await officer(tx => undoReview(tx, id, 'No'))
        assert.deepEqual(await contradictions(), [])
      }
      assert.deepEqual(await links(), before)
    }),
    { numRuns: 40, seed: 20261123 },
  )
})
