import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type AgencyId, NotFound, type Tx } from '#kernel'
import { inventPeople } from '../../../simulate/records/people.ts'
import { settings } from '../../../simulate/records/settings.ts'
import { aWednesday } from '../../../test/house.ts'
import { asTold, tell } from '../../../test/matching-records.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'
import type { Model } from '../model.ts'
import { withdraw } from './index-queries.ts'
import { modelInUse } from './model-queries.ts'
import { matchAll, matchAllJob, matchingStatus, rollBack } from './run.ts'
import { alone } from './run-queries.ts'

const police = 'warwickshire-police' as AgencyId
const all = [...inventPeople({ seed: 8, records: 500, setting: settings.ordinary! })].map(asTold)
let office: Office
let now = aWednesday
before(async () => {
  office = await openOffice()
  await tell(office.database, police, all.slice(0, 400))
  await matchAll(office.database, later())
})
after(() => office.close())

/** Each time another hour. */
function later(): Date {
  now = new Date(now.getTime() + 3_600_000)
  return now
}
const as = <T>(name: string, work: (tx: Tx) => Promise<T>) =>
  office.database.as({ actor: { kind: 'job', name }, action: 'test', purpose: 'keep-the-house', at: later() }, work)
const night = () => as('match', tx => matchAllJob(office.database).run(tx, undefined))
const inUse = () => as('match', modelInUse)
const links = () =>
  office.seen<{ id: string; record_id: string }>(
    'select * from kernel.person_links where ends_at is null order by record_id',
  )
const runs = () => office.seen('select from matching.runs')
const audited = (action: string) =>
  office.seen<{ note: string }>('select note from kernel.audit where action = $1', [action])

/** A model to whom two in a hundred of all pairs are of one person. */
const bad = ({ shares, ...model }: Model): Model => ({
  ...model,
  shares: { ...shares, same: 0.02, chance: shares.chance - 0.02 },
})

test('a bad model is taken back to the very links after any nights, whoever came and went meanwhile', async () => {
  const [former, started] = [await inUse(), await links()]
  const used = await matchAll(office.database, later(), bad(former.model))
  assert.ok(used.made > 0)
  assert.deepEqual((await audited('matching.use')).length, 1)
  const known = (await runs()).length
  await night()
  assert.equal((await runs()).length, known, 'a night that changed nothing leaves nothing to take back')
  await tell(office.database, police, all.slice(400))
  const gone = started.slice(0, 3).map(link => link.record_id)
  const refs = await office.seen<{ source_ref: string }>(
    'select source_ref from kernel.person_records where id = any ($1)',
    [gone],
  )
  await as('index', tx =>
    withdraw(
      tx,
      police,
      refs.map(row => row.source_ref),
      'these',
    ),
  )
  await night()
  assert.equal((await runs()).length, known + 1)
  const { undone, modelId, isHeld } = await rollBack(office.database, later())
  assert.deepEqual([undone.length, undone.at(-1)?.undoes, modelId, isHeld], [2, used.id, former.id, false])
  assert.equal((await inUse()).id, former.id)
  assert.deepEqual(
    await links(),
    started.filter(link => !gone.includes(link.record_id)),
  )
  assert.deepEqual(await office.seen('select from kernel.persons where redirects_to is not null'), [])
  assert.deepEqual((await audited('matching.roll-back')).length, 1)
  await night()
  const groupedSince = (await links()).filter(link => !started.some(one => one.record_id === link.record_id))
  assert.ok(groupedSince.length > 0, 'under the former model nights group as ever')
})

test('what was taken back under the model in use no night groups again, until somebody runs it', async () => {
  const [run] = await office.seen<{ id: string }>('select id from matching.runs order by position limit 1')
  const grouped = (await links()).length
  assert.equal((await rollBack(office.database, later(), run!.id)).isHeld, true)
  await night()
  assert.deepEqual(await links(), [])
  assert.equal((await matchingStatus(office.database, later())).isHeld, true)
  assert.ok((await office.seen('select from matching.suggestions')).length > 0)
  assert.equal((await matchAll(office.database, later())).made, grouped)
  assert.equal((await matchingStatus(office.database, later())).isHeld, false)
  await assert.rejects(rollBack(office.database, later(), run!.id), NotFound)
})

test('of a model that was always in use only the last run is taken back that changed anything', async () => {
  // As a former release kept a night that changed nothing.
  await office.seen(
    `insert into matching.runs (id, model_id, former_model_id, at, made, ended)
     select gen_random_uuid(), id, id, now(), 0, 0 from matching.models where in_use`,
  )
  const { undone: taken } = await rollBack(office.database, later())
  assert.equal(taken.length, 2)
  const undone = taken.filter(one => one.ended > 0)
  await assert.rejects(rollBack(office.database, later(), 'no run'), NotFound)
  assert.equal((await matchAll(office.database, later())).made, undone[0]!.ended)
})

test('a run that changes nothing lets nights group again after it was said to', async () => {
  const before = await runs()
  await matchAll(office.database, later())
  assert.equal((await runs()).length, before.length)
  await office.seen(
    `with last as (select id, model_id from matching.runs order by position desc limit 1)
     insert into matching.runs (id, model_id, former_model_id, undoes, at, made, ended)
     select gen_random_uuid(), model_id, model_id, id, now(), 0, 0 from last`,
  )
  assert.ok((await matchAll(office.database, later())).id)
  assert.equal((await matchingStatus(office.database, later())).isHeld, false)
})

test('a model comes into use with its links, or not at all', async () => {
  const [former, before] = [await inUse(), await links()]
  await office.seen(`create function matching.fall_over() returns trigger language plpgsql as
    $$ begin raise exception 'the power went'; end $$`)
  await office.seen(
    'create trigger fall_over before insert on matching.runs for each row execute function matching.fall_over()',
  )
  await assert.rejects(matchAll(office.database, later(), bad(former.model)), /the power went/)
  await office.seen('drop trigger fall_over on matching.runs')
  assert.equal((await inUse()).id, former.id)
  assert.deepEqual(await links(), before)
})

test('a run that a roll-back overtook groups nobody', async () => {
  const before = await links()
  const roll = await office.seen<{ id: string }>(
    `select id from matching.runs r where undoes is null and not exists (select from matching.runs u where u.undoes = r.id) order by position desc limit 1`,
  )
  const { running } = await as('match', async tx => {
    await alone(tx)
    const running = Promise.allSettled([matchAll(office.database, later(), bad((await modelInUse(tx)).model))])
    while ((await office.seen("select from pg_locks where locktype = 'advisory' and not granted")).length === 0)
      await pause(20)
    await office.seen(
      `insert into matching.runs (id, model_id, former_model_id, undoes, at, made, ended)
       select gen_random_uuid(), model_id, model_id, id, now(), 0, 0 from matching.runs where id = $1`,
      [roll[0]!.id],
    )
    return { running }
  })
  const [outcome] = await running
  assert.match(String(outcome.status === 'rejected' && outcome.reason), /came in between/)
  assert.deepEqual(await links(), before)
})
