import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { openedCase } from '../../../test/umbrellas.ts'

let it: MatchingOffice
before(async () => {
  it = await openMatching()
})
after(() => it.office.close())

const worth = async (id: string) =>
  (await it.office.seen<{ worth: number }>('select worth from matching.suggestions where id = $1', [id]))[0]!.worth
const likely = (id: string, probability: number) =>
  it.office.seen('update matching.suggestions set probability = $2 where id = $1', [id, probability])

test('two on whom an open case hangs are asked about before all on whom nothing hangs, from when it opens until it ends', async () => {
  const { office } = it
  const { suggestion: even } = await it.toldTwice('Evenly', '07700 900 111')
  await likely(even.id, 0.5)
  const names = { given: 'Zebedee', family: 'Casely', phone: '07700 900 112' }
  await it.sent('Casely one', names.given, names.family, names.phone)
  const { caseId } = await openedCase(office, 'Casely two', names)
  await it.working()
  const [pair] = await office.seen<{ id: string }>(
    'select id from matching.suggestions where record_a = any ($1) and record_b = any ($1)',
    [await it.recordsNamed('Casely')],
  )
  assert.ok(pair)
  await likely(pair.id, 0.999)
  assert.ok((await worth(pair.id)) > (await worth(even.id)), 'who is surely one person is worth a look too')
  await office.seen('update kernel.cases set closed_at = now() where id = $1', [caseId])
  const closed = await worth(pair.id)
  assert.ok(closed < (await worth(even.id)))
  // Opened later: a person put into a case that is open.
  await office.seen('update kernel.cases set closed_at = null where id = $1', [caseId])
  assert.ok((await worth(pair.id)) > 2 * closed)
})
