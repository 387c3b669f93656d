import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cast } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type Fields, type Page, type TestHub, testHub, type Worker } from '../../../test/worker.ts'

let hub: TestHub
let officer: Worker
let basis: string
before(async () => {
  hub = await testHub()
  officer = await hub.worker('ordersOfficer')
  basis = hub.it.house.lawfulBases[0]!.id
})
after(() => hub.it.close())

/** An order just begun, opened by hand, with an agency that takes part in it. */
async function anOrder(): Promise<string> {
  const url = '/hub/cases/new'
  const page = await officer.get(`${url}?programme=orders`)
  const sent = await officer.post(url, {
    ...page.forms[url],
    'people.protected.0.given': 'Isolde',
    'people.protected.0.family': 'Sparrowhythe',
    'where.kind': 'unknown',
    contactable: 'yes',
    rationale: 'A threat was made.',
    lawfulBasis: basis,
  })
  assert.equal(sent.status, 303, sent.words)
  const id = /[0-9a-f-]{36}/.exec(sent.to!)![0]
  await hub.rows(
    `insert into kernel.case_agencies (case_id, agency_id, programme, seen_by, sensitivity, starts_at) values ($1, $2, 'orders', 'partners', 'ordinary', $3)`,
    [id, cast.community.agency, aWednesday],
  )
  await officer.open(`/hub/orders/${id}/zone`)
  return id
}

const zoneUrl = (id: string) => `/hub/orders/${id}/zone`
const shownForm = (page: Page, id: string): Fields => page.forms[zoneUrl(id)] ?? {}

/** The form with a circle round a postcode, shown and so ready to be recorded. */
async function aCircle(id: string, more: Fields = {}): Promise<Fields> {
  const blank = await officer.get(`${zoneUrl(id)}?draw=yes`)
  const asked = { ...shownForm(blank, id), typed: 'CV31 1AA', shape: 'circle', metres: '300', do: 'show', ...more }
  const page = await officer.post(zoneUrl(id), asked)
  assert.equal(page.status, 200, page.words)
  return { ...shownForm(page, id), shape: 'circle' }
}
async function aZone(id: string): Promise<void> {
  const recorded = await officer.post(zoneUrl(id), {
    ...(await aCircle(id)),
    why: 'Her sister lives there.',
    do: 'record',
  })
  assert.equal(recorded.status, 303, recorded.words)
}
const stored = (id: string) =>
  hub.rows<{
    version: number
    area: { coordinates: number[][][] } | null
    said: string
    corners: string[]
    why: string
  }>('select version, area, said, corners, why from orders.zones where case_id = $1 order by version', [id])
const entries = (id: string) =>
  hub.rows<{ step: string; note: string; by_user: string }>(
    "select step, answers ->> 'note' as note, by_user from kernel.chronology where case_id = $1 order by position",
    [id],
  )

test('a circle round a postcode is shown in words with its streets before it is recorded, and leaves only that it was drawn', async () => {
  const id = await anOrder()
  const blank = await officer.get(`${zoneUrl(id)}?draw=yes`)
  assert.doesNotMatch(blank.words, /Record it/)
  const page = await officer.post(zoneUrl(id), { ...(await aCircle(id)), do: 'show' })
  assert.match(page.words, /Within 300 metres of CV31 1AA, Leamington Spa/)
  assert.match(page.words, /streets and landmarks lie in it/)
  assert.match(page.words, /High Street, Leamington Spa/)
  assert.match(page.words, /Contains OS data © Crown copyright/)
  await aZone(id)
  const [zone, ...more] = await stored(id)
  assert.equal(more.length, 0)
  assert.deepEqual(
    [zone?.version, zone?.said, zone?.why],
    [1, 'Within 300 metres of CV31 1AA, Leamington Spa', 'Her sister lives there.'],
  )
  assert.deepEqual(zone?.area?.coordinates[0]?.at(0), zone?.area?.coordinates[0]?.at(-1))
  assert.deepEqual((await entries(id)).at(-1), { step: 'zone', note: 'drawn', by_user: cast.ordersOfficer.id })
  const shown = await officer.get(`${zoneUrl(id)}?done=drawn`)
  assert.match(shown.words, /The zone has been recorded/)
  assert.match(shown.words, new RegExp(`${cast.ordersOfficer.name}.*Her sister lives there`))
})

test('the same zone sent twice, even at once, is drawn once, and drawn otherwise it is another', async () => {
  const id = await anOrder()
  const form = { ...(await aCircle(id)), why: 'Her sister lives there.', do: 'record' }
  for (const sent of await Promise.all([1, 2, 3].map(() => officer.post(zoneUrl(id), form))))
    assert.equal(sent.status, 303, sent.words)
  assert.equal((await stored(id)).length, 1)
  assert.equal((await entries(id)).filter(entry => entry.step === 'zone').length, 1)
  assert.equal((await officer.post(zoneUrl(id), { ...form, why: 'She moved there.' })).status, 303)
  assert.equal((await stored(id)).length, 2)
})

test('who may not come to the zone or the copy is in the audit with the order they asked for', async () => {
  const id = await anOrder()
  const triage = await hub.worker('triage')
  assert.equal((await triage.get(zoneUrl(id))).status, 404)
  assert.equal((await triage.get(`/hub/orders/${id}/paper`)).status, 404)
  assert.equal((await triage.post(zoneUrl(id), { do: 'show' })).status, 404)
  const rows = await hub.rows<{ action: string }>(
    "select action from kernel.audit where result = 'refused' and $1 = any (cases) order by action",
    [id],
  )
  assert.deepEqual(
    rows.map(row => row.action),
    ['order.paper', 'zone.draw', 'zone.read'],
  )
})

test('corners are added by street, landmark, postcode and coordinates, taken away again, and make a zone in words', async () => {
  const id = await anOrder()
  let form: Fields = { ...shownForm(await officer.get(`${zoneUrl(id)}?draw=yes`), id), shape: 'corners' }
  const press = async (more: Fields): Promise<Page> => {
    const page = await officer.post(zoneUrl(id), { ...form, ...more })
    form = { ...shownForm(page, id), shape: 'corners' }
    return page
  }
  await press({ typed: 'CV31 1AA', do: 'add' })
  await press({ typed: '52.2849, -1.5341', do: 'add' })
  const several = await press({ typed: 'high street', do: 'add' })
  assert.match(several.words, /Select which of these places it is/)
  assert.equal(several.forms[zoneUrl(id)]!.typed, 'high street')
  await press({ chosen: 'street:E07000222:high-street-willes', do: 'add' })
  await press({ typed: '52.3000, -1.5300', do: 'add' })
  assert.equal(String(form.corners).split(';').length, 4)
  await press({ do: 'remove-4' })
  const page = await press({ do: 'show' })
  assert.match(page.words, /An area of [\d.]+ hectares with 3 corners/)
  const recorded = await officer.post(zoneUrl(id), { ...form, why: 'The court drew it so.', do: 'record' })
  assert.equal(recorded.status, 303)
  const [zone] = await stored(id)
  assert.equal(zone?.area?.coordinates[0]?.length, 4)
  assert.equal(zone?.corners.length, 3)
})

test('what cannot be a zone is said, where it is wrong, and nothing is recorded', async () => {
  const id = await anOrder()
  const seen = { seen: 'considered', why: 'x', do: 'record' }
  const wrong: readonly (readonly [Fields, RegExp])[] = [
    [{}, /Select how to draw the zone/],
    [{ shape: 'circle', metres: '300' }, /Enter a postcode, a street/],
    [{ shape: 'circle', typed: 'CV31 1AA', metres: '10' }, /from 50 to 20,000 metres/],
    [{ shape: 'circle', typed: 'CV31 1AA', metres: '1e3' }, /from 50 to 20,000 metres/],
    [{ shape: 'circle', typed: '51.5000, -0.1200', metres: '300' }, /Choose a place in the county/],
    [{ shape: 'corners', corners: '-1.53,52.28;-1.52,52.28' }, /at least three corners/],
    [{ shape: 'corners', corners: '-1.535,52.28;-1.525,52.29;-1.525,52.28;-1.535,52.29' }, /crosses itself/],
    [{ shape: 'corners', corners: '-1.53,52.28;-1.53001,52.28;-1.53,52.28001' }, /smaller than a house/],
    [
      { shape: 'corners', corners: '-1.9,52.0;-1.2,52.3;-1.6,52.6' },
      /larger than 500 square kilometres|into the county/,
    ],
    [{ shape: 'corners', corners: 'x,y;;1e400,2;-1.53,52.28' }, /at least three corners/],
  ]
  for (const [fields, words] of wrong) {
    const page = await officer.post(zoneUrl(id), { ...seen, ...fields })
    assert.equal(page.status, 422, JSON.stringify(fields))
    assert.match(page.words, words)
    for (const link of page.links.filter(each => /^#(?!main-content)/.test(each)))
      assert.match(page.html, new RegExp(`id="${link.slice(1)}"`), link)
  }
  assert.equal((await stored(id)).length, 0)
})

test('a zone that nobody has looked at, or without a reason, is not recorded', async () => {
  const id = await anOrder()
  const form = await aCircle(id)
  const unseen = await officer.post(zoneUrl(id), { ...form, metres: '900', why: 'x', do: 'record' })
  assert.equal(unseen.status, 422)
  assert.match(unseen.words, /changed since it was last shown/)
  assert.match((await officer.post(zoneUrl(id), { ...form, why: ' ', do: 'record' })).words, /Enter why/)
  assert.equal((await stored(id)).length, 0)
})

test('a later zone takes the earlier one’s place, taking it away leaves both to be read, and an order that moved is not overruled', async () => {
  const id = await anOrder()
  await aZone(id)
  const again = await officer.post(zoneUrl(id), {
    ...(await aCircle(id, { metres: '500' })),
    why: 'Varied.',
    do: 'record',
  })
  assert.equal(again.status, 303)
  const lifted = await officer.post(zoneUrl(id), { seen: 'considered', why: 'The court took it out.', do: 'lift' })
  assert.equal(lifted.status, 303)
  assert.deepEqual(
    (await stored(id)).map(one => one.area !== null),
    [true, true, false],
  )
  assert.deepEqual(
    (await entries(id)).slice(1).map(one => one.note),
    ['drawn', 'anew', 'away'],
  )
  const page = await officer.get(zoneUrl(id))
  assert.match(page.words, /The exclusion zone was taken away/)
  const first = await officer.get(`${zoneUrl(id)}?version=1`)
  assert.match(first.words, /no longer stands/)
  assert.match(first.words, /Within 300 metres/)
  const moved = await officer.post(zoneUrl(id), { ...(await aCircle(id)), seen: 'drafted', why: 'x', do: 'record' })
  assert.equal(moved.status, 409)
  assert.match(moved.words, /Somebody else has moved this case/)
  assert.equal((await stored(id)).length, 3)
})

test('no other page of the order says where the zone lies, whoever looks', async () => {
  const id = await anOrder()
  await aZone(id)
  const pages = [
    `/hub/cases/${id}`,
    `/hub/orders/${id}`,
    `/hub/orders/${id}/paper`,
    '/hub/orders',
    '/hub/orders/due',
    '/hub/cases',
    '/hub',
  ]
  let looked = 0
  for (const part of ['ordersOfficer', 'triage', 'community', 'hubSupervisor'] as const) {
    const worker = await hub.worker(part)
    for (const path of pages) {
      const page = path.includes(id) ? await worker.open(path) : await worker.get(path)
      if (page.status === 200) looked++
      assert.doesNotMatch(page.html, /CV31 ?1AA|300 metres|Her sister lives|sk-map/, `${part} ${path}`)
    }
  }
  assert.ok(looked >= 12, `only ${looked} pages were looked at`)
})

test('the zone’s page is not there for the hub, an agency that takes part, another programme or a stranger', async () => {
  const id = await anOrder()
  await aZone(id)
  for (const part of ['triage', 'hubSupervisor', 'community', 'officer', 'auditor'] as const) {
    const worker = await hub.worker(part)
    await worker.post('/hub/open', { subject: id, purpose: 'work-on-case', to: zoneUrl(id) })
    assert.equal((await worker.get(zoneUrl(id))).status, 404, part)
    assert.equal((await worker.post(zoneUrl(id), { why: 'x', do: 'lift', seen: 'considered' })).status, 404, part)
  }
  const [turnedAway] = await hub.rows<{ n: number }>(
    "select count(distinct actor)::int as n from kernel.audit where action = 'zone.read' and cases @> array[$1::uuid] and result = 'refused'",
    [id],
  )
  assert.equal(turnedAway?.n, 5, 'whoever was turned away is in the audit beside the looks at the order')
  const stranger = await hub.stranger().get(zoneUrl(id))
  assert.match(stranger.to ?? '', /sign-in/)
  assert.equal((await stored(id)).length, 1)
  const [looked] = await hub.rows<{ n: number }>(
    "select count(*)::int as n from kernel.audit where action like 'zone.%' and cases @> array[$1::uuid] and result = 'done'",
    [id],
  )
  assert.ok(looked!.n >= 2, 'every look at a zone is in the audit')
})

test('no zone is said to be drawn that was not: only its own page records one', async () => {
  const id = await anOrder()
  const page = await officer.get(`/hub/cases/${id}`)
  assert.ok(!page.links.some(link => link.endsWith('/steps/zone')))
  assert.equal((await officer.get(`/hub/cases/${id}/steps/zone`)).status, 404)
  assert.equal((await officer.post(`/hub/cases/${id}/steps/zone`, { note: 'drawn' })).status, 404)
  assert.ok((await entries(id)).every(entry => entry.step !== 'zone'))
})

test('a case disposed of keeps who drew a zone and when, and no place', async () => {
  const id = await anOrder()
  await aZone(id)
  await aZone(await anOrder())
  await hub.rows(
    "insert into kernel.disposals (id, case_id, reason, decided_by, at) values (gen_random_uuid(), $1, 'Its time has come', $2, $3)",
    [id, cast.ordersSupervisor.id, aWednesday],
  )
  const zones = await hub.rows('select area, corners, said, why, drawn_by from orders.zones where case_id = $1', [id])
  assert.deepEqual(zones, [{ area: null, corners: [], said: '', why: '', drawn_by: cast.ordersOfficer.id }])
  assert.equal((await hub.rows("select from orders.zones where said <> ''")).length > 0, true)
  await assert.rejects(hub.rows("update orders.zones set why = 'x' where case_id = $1", [id]), { code: 'SK001' })
})
