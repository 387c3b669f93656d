import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endSession, startSession, stateOpening } from '#kernel'
import { cast, type Part } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const later = (hours: number) => new Date(aWednesday.getTime() + hours * 3_600_000)
const signIn = (part: Part) =>
  office.as(part, tx => startSession(tx, cast[part].id), { action: 'session.start', purpose: 'sign-in' })
const isIn = async (token: string, at: Date) => (await office.database.whoIs(token, at)) !== undefined

test('a session says who it is and what they hold now', async () => {
  const who = await office.database.whoIs(await signIn('hubSupervisor'), aWednesday)
  assert.deepEqual(who && { ...who, roles: [...who.roles].sort() }, {
    userId: cast.hubSupervisor.id,
    name: 'Rowena Lanternby',
    jobTitle: 'Hub supervisor',
    agencyId: 'warwickshire-childrens-social-care',
    agency: "Warwickshire County Council children's social care",
    roles: ['hub:supervisor', 'hub:triage'],
    onDuty: false,
  })
})

test('a token that was never given opens nothing, and the one that was lies only hashed', async () => {
  const token = await signIn('triage')
  for (const guess of ['', 'x', token.slice(1), `${token}x`]) assert.ok(!(await isIn(guess, aWednesday)))
  const rows = await office.seen(
    "select encode(token_hash, 'escape') || to_jsonb(s)::text as row from kernel.sessions s",
  )
  for (const { row } of rows) assert.ok(!String(row).includes(token))
})

test('a session that lies idle for two hours is over; one that is used goes on until twelve', async () => {
  const idle = await signIn('triage')
  assert.ok(await isIn(idle, new Date(later(2).getTime() - 1)))
  const unused = await signIn('triage')
  assert.ok(!(await isIn(unused, later(2))))
  const used = await signIn('triage')
  for (let hours = 1; hours < 12; hours++) assert.ok(await isIn(used, later(hours)), `after ${hours} hours`)
  assert.ok(!(await isIn(used, later(12))))
})

test('a session that was ended is over, for good', async () => {
  const token = await signIn('officer')
  await office.as('officer', tx => endSession(tx, token))
  assert.ok(!(await isIn(token, aWednesday)))
})

test('somebody who has left is nobody from the day after', async () => {
  const token = await signIn('officerToo')
  await office.seen("update kernel.users set leaves_on = '2026-11-18' where id = $1", [cast.officerToo.id])
  assert.ok(await isIn(token, later(1)))
  await office.seen("update kernel.users set leaves_on = '2026-11-17' where id = $1", [cast.officerToo.id])
  assert.ok(!(await isIn(token, later(1))))
})

test('a grant that has ended, or not begun, is not held', async () => {
  const token = await signIn('hateSupervisor')
  const hold = (from: string, until: string | null) =>
    office.seen('update kernel.grants set starts_on = $2, ends_on = $3 where user_id = $1', [
      cast.hateSupervisor.id,
      from,
      until,
    ])
  const roles = async () => (await office.database.whoIs(token, aWednesday))?.roles
  await hold('2026-11-18', '2026-11-18')
  assert.deepEqual(await roles(), ['loans:steward', 'umbrellas:keeper'])
  await hold('2020-01-01', '2026-11-17')
  assert.deepEqual(await roles(), [])
  await hold('2026-11-19', null)
  assert.deepEqual(await roles(), [])
})

test('why somebody opens a record is asked once in a session, for that record, and again after eight hours', async () => {
  const [token, other] = [await signIn('triage'), await signIn('triageToo')]
  const [subject, another] = ['00000000-0000-7000-8000-00000000aaaa', '00000000-0000-7000-8000-00000000bbbb']
  await office.as('triage', tx => stateOpening(tx, token, subject, 'assess-risk', 'A call from her school'))
  const stated = (whose: string, about: string, at: Date) => office.database.openingOf(whose, about, at)
  assert.deepEqual(await stated(token, subject, later(7)), { purpose: 'assess-risk', note: 'A call from her school' })
  assert.equal(await stated(token, subject, later(8)), undefined)
  assert.equal(await stated(token, another, aWednesday), undefined)
  assert.equal(await stated(other, subject, aWednesday), undefined)
})
