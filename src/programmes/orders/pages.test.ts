import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { orderStories } from '../../../simulate/order-stories.ts'
import { liveOrders } from '../../../simulate/orders.ts'
import { cast, owner, type Part } from '../../../test/cast.ts'
import { type TestHub, testHub, type Worker } from '../../../test/worker.ts'
import { attentions, ordersSeen } from './queries.ts'

let hub: TestHub
let officer: Worker
let found: readonly { id: string; state: string; kind: string | null; reference: string }[]

before(async () => {
  hub = await testHub()
  const { database, house } = hub.it
  await liveOrders({ database, house, until: hub.clock.at }, new Date('2025-01-01'))
  officer = await hub.worker('ordersOfficer')
  found = await hub.rows(
    "select id, state, reference, codes ->> 'kind' as kind from kernel.cases where programme = 'orders'",
  )
})
after(() => hub.it.close())

const one = (state: string, kind: string) => {
  const order = found.find(each => each.state === state && each.kind === kind)
  assert.ok(order, `${state} ${kind}`)
  return order
}
const stories = orderStories(String)
const names = stories.flatMap(({ protects, subject }) => [protects[0], protects[1], subject[0], subject[1]])
const namesNobody = (words: string) => {
  for (const name of names) assert.ok(!words.includes(name), name)
}
const ids = (links: readonly string[]) =>
  links.flatMap(link => /^\/hub\/(?:orders|cases)\/([0-9a-f-]{36})$/.exec(link)?.[1] ?? [])

test('the register stands in the menu of those who work in it, and is not there for anybody else', async () => {
  const page = await officer.get('/hub')
  assert.ok(page.links.includes('/hub/orders'))
  const ways = ['', '/due', '/calendar', `/${one('active', 'dvpo').id}`, `/${one('active', 'dvpo').id}/paper`]
  for (const part of ['triage', 'hubSupervisor', 'officer', 'inspector', 'community', 'auditor'] as const) {
    const other = await hub.worker(part)
    assert.ok(!(await other.get('/hub')).links.includes('/hub/orders'), part)
    for (const way of ways) assert.equal((await other.get(`/hub/orders${way}`)).status, 404, `${part} ${way}`)
  }
  const stranger = await hub.stranger().get('/hub/orders')
  assert.equal(stranger.to, '/hub/sign-in?to=%2Fhub%2Forders')
})

test('it lists what is open, the nearest end or hearing first, and names nobody', async () => {
  const page = await officer.get('/hub/orders')
  namesNobody(page.words)
  const open = found.filter(order => !['declined', 'closed'].includes(order.state))
  assert.deepEqual(new Set(ids(page.links)), new Set(open.map(order => order.id)))
  const shown = ids(page.links).map(id => open.find(order => order.id === id)!.state)
  assert.deepEqual(shown.slice(0, 4), ['listed', 'adjourned', 'active', 'active'])
  assert.match(page.words, /Ends 26 November 2026, in 8 days/)
  assert.match(page.words, /Interim/)
})

test('each filter shows what it says and nothing else', async () => {
  const states = async (query: string) => {
    const { links, status } = await officer.get(`/hub/orders?${query}`)
    assert.equal(status, 200)
    return ids(links)
      .map(id => found.find(order => order.id === id)!)
      .map(order => `${order.state} ${order.kind}`)
      .sort()
  }
  assert.deepEqual(await states('needs=unserved'), ['granted spo'])
  assert.deepEqual(await states('needs=notification'), ['active dapo'])
  assert.deepEqual(await states('needs=breached'), ['active dvpo'])
  assert.deepEqual(await states('needs=unreviewed'), ['active dvpo'])
  assert.deepEqual(await states('needs=untold'), [])
  assert.deepEqual(await states('needs=past'), [])
  assert.deepEqual(await states('within=14'), ['active dvpo'])
  assert.deepEqual(await states('within=30'), ['active dvpo', 'active nonMolestation'])
  assert.deepEqual(await states('state=closed'), ['closed spo'])
  assert.deepEqual(await states('kind=dapo'), ['active dapo'])
  assert.deepEqual(await states('district=E07000222&state=active'), ['active spo'])
  const all = await states('')
  for (const nonsense of ['needs=constructor', 'within=13', 'kind=__proto__', 'state=toString'])
    assert.deepEqual(await states(nonsense), all, nonsense)
})

test('it is bounded: page after page holds every order once', async () => {
  const read = async (filter: Parameters<typeof ordersSeen>[1]) => {
    const seen: string[] = []
    let after: Parameters<typeof ordersSeen>[2]
    for (let pages = 0; pages < 20; pages++) {
      const page = await hub.it.database.as(
        {
          actor: { kind: 'user', id: cast.ordersOfficer.id },
          action: 'test.read',
          purpose: 'find-work',
          at: hub.clock.at,
        },
        tx => ordersSeen(tx, filter, after, 3),
      )
      assert.ok(page.orders.length <= 3)
      seen.push(...page.orders.map(order => order.id))
      if (!page.next) break
      after = page.next
    }
    return seen
  }
  const seen = await read({})
  assert.equal(new Set(seen).size, seen.length)
  assert.equal(seen.length, found.filter(order => !['declined', 'closed'].includes(order.state)).length)
  for (const needs of attentions) await read({ needs })
  assert.equal((await officer.get('/hub/orders?after=nonsense')).to, '/hub/orders')
})

test('an order asks why before it shows anybody, and then says first whether it binds', async () => {
  const { id } = one('active', 'dvpo')
  const asked = await officer.get(`/hub/orders/${id}`)
  assert.match(asked.heading, /Why do you need to see this/)
  namesNobody(asked.words)
  const page = await officer.open(`/hub/orders/${id}`)
  assert.match(page.words, /In force, until the end of 26 November 2026: 8 days left/)
  for (const said of [
    /Perdita Quillthorpe/,
    /Never leave a message/,
    /Ansel Grimwade/,
    /Must not contact the protected person/,
  ])
    assert.match(page.words, said)
  assert.match(page.words, /It is not an offence in itself/)
  assert.match(page.words, /no breach by them/)
  assert.match(page.words, /breach: Arrested/)
  const [row] = await hub.rows(
    "select purpose from kernel.audit where action = 'order.read' and result = 'done' and $1 = any (cases)",
    [id],
  )
  assert.deepEqual(row, { purpose: 'work-on-case' })
})

test('an order not served says so, how often it was tried, and not to arrest for it', async () => {
  const page = await officer.open(`/hub/orders/${one('granted', 'spo').id}`)
  assert.match(page.words, /Made, but not yet served/)
  assert.match(page.words, /Do not arrest for a breach of it until/)
  assert.match(page.words, /tried 2 times/)
})

test('a notice whose hearing was adjourned is in force, and the next hearing is said', async () => {
  const page = await officer.open(`/hub/orders/${one('adjourned', 'dvpo').id}`)
  assert.match(page.words, /notice \(DVPN\) is in force until the court decides, although the hearing was adjourned/)
  assert.match(page.words, /The hearing is on 23 November 2026 at 10am/)
})

test('a child’s order that says otherwise, another force, and law still to be checked are said aloud', async () => {
  assert.match(
    (await officer.open(`/hub/orders/${one('active', 'nonMolestation').id}`)).words,
    /about a child says otherwise/,
  )
  const abroad = await officer.open(`/hub/orders/${one('active', 'dapo').id}`)
  assert.match(abroad.words, /By North Wales Police/)
  assert.match(abroad.words, /Unverified/)
})

test('the last day passed is said, whatever the state still is', async () => {
  const { id } = one('active', 'dvpo')
  const before = hub.clock.at
  hub.clock.at = new Date('2026-11-28T09:00:00Z')
  const later = await hub.worker('ordersOfficer')
  assert.match((await later.open(`/hub/orders/${id}`)).words, /Not in force: its last day was 26 November 2026/)
  assert.ok(ids((await later.get('/hub/orders?needs=past')).links).includes(id))
  hub.clock.at = before
})

test('a case of another programme is no order, as one that is not there is none', async () => {
  const [breach] = await hub.rows<{ id: string }>("select id from kernel.cases where programme = 'order-breaches'")
  const other = await officer.open(`/hub/orders/${breach!.id}`)
  const nowhere = await officer.open('/hub/orders/00000000-0000-7000-8000-00000000dead')
  assert.deepEqual([other.status, nowhere.status], [404, 404])
  assert.equal(other.words, nowhere.words)
})

test('a copy for the subject shows no zone, no protected address and no way to reach anybody, wherever it was typed', async () => {
  const { id } = one('active', 'spo')
  const secrets = [
    ...['14 Canary Wharfside', 'CV32 4ZZ', '01632 960 412', 'Within 400 metres of Canary Crossroads'],
    'QQ 12 34 56 C',
  ]
  await owner(hub.it.db.ownerUrl, async client => {
    const { rows } = await client.query<{ record_id: string; part: string }>(
      'select record_id, part from kernel.case_people where case_id = $1',
      [id],
    )
    const record = rows.find(row => row.part === 'protected')!.record_id
    await client.query(
      "insert into kernel.person_addresses (id, record_id, address, postcode, protected) values (gen_random_uuid(), $1, '14 Canary Wharfside, Leamington', 'CV32 4ZZ', true)",
      [record],
    )
    await client.query(
      "insert into kernel.person_identifiers (id, record_id, scheme, value) values (gen_random_uuid(), $1, 'insurance', $2)",
      [record, secrets[4]],
    )
    await client.query(
      "insert into orders.zones (case_id, version, corners, said, why, drawn_by, drawn_at) values ($1, 1, $2, $3, 'x', $4, now())",
      [id, [secrets[3]], secrets[3], cast.ordersOfficer.id],
    )
  })
  await officer.open(`/hub/cases/${id}`)
  const typed = {
    ...{ why: 'Made plainer', court: 'Court by 14 canary wharfside', interim: 'full', lasts: 'further', tag: 'no' },
    ...{ 'prohibitions.0.what': 'other', 'prohibitions.0.words': 'Not to write to 14, Canary-Wharfside (cv324zz)' },
    ...{ 'prohibitions.1.what': 'zone', 'prohibitions.1.words': 'Canary Crossroads and round it' },
    ...{ 'prohibitions.2.what': 'home', 'prohibitions.2.words': 'Canary Cottage' },
    ...{ 'requirements.0.what': 'other', 'requirements.0.words': 'To delete 01632960412' },
    ...{ 'requirements.1.what': 'other', 'requirements.1.words': 'To forget qq123456c' },
    'take.seen': 'active',
  }
  const varied = await officer.post(`/hub/cases/${id}/steps/vary`, typed)
  assert.equal(varied.status, 303, varied.words)
  const page = await officer.open(`/hub/orders/${id}/paper`)
  assert.match(page.words, /You must not go into the area that the court has drawn/)
  assert.match(page.words, /To delete \(withheld\)/)
  assert.match(page.words, /Lorcan Tattersby/)
  const bare = (words: string) => words.toLowerCase().replace(/[^a-z0-9]/g, '')
  for (const secret of [...secrets, 'Canary']) assert.ok(!bare(page.html).includes(bare(secret)), secret)
  const [row] = await hub.rows("select purpose from kernel.audit where action = 'order.paper' and $1 = any (cases)", [
    id,
  ])
  assert.ok(row)
})

test('before a notice is issued or an order made, and once it binds nobody, there is nothing to hand over', async () => {
  for (const { id } of [one('drafted', 'spo'), found.find(order => order.state === 'considered')!])
    assert.match((await officer.open(`/hub/orders/${id}/paper`)).heading, /nothing to hand over yet/)
  const notice = await officer.open(`/hub/orders/${one('listed', 'dvpo').id}/paper`)
  assert.match(notice.heading, /Notice \(DVPN\)/)
  assert.match(notice.words, /It lasts until a court decides/)
  const [ended, ...more] = found.filter(order => /^(expired|discharged|closed|superseded|refused)$/.test(order.state))
  for (const { id } of [ended!, ...more])
    assert.match((await officer.open(`/hub/orders/${id}/paper`)).heading, /nothing to hand over any more/)
})

test('what is due in seven days, and what is late, is listed without a name', async () => {
  const page = await officer.get('/hub/orders/due')
  namesNobody(page.words)
  assert.match(page.words, /Late/)
  for (const said of [
    /Hearing/,
    /Bring them before the court/,
    /Names and address from the subject/,
    /Tell the protected person/,
  ])
    assert.match(page.words, said)
})

test('a month is a table whose every day is said in full, and an address that is no month is this one', async () => {
  const page = await officer.get('/hub/orders/calendar?month=2026-11')
  namesNobody(page.words)
  assert.match(page.words, /18 November 2026, today/)
  assert.match(page.words, /DVPO ends/)
  assert.equal((page.html.match(/<td /g) ?? []).length, 42)
  for (const month of ['2026-13', '1999-01', '"><script>', '2026-11-01'])
    assert.match((await officer.get(`/hub/orders/calendar?month=${encodeURIComponent(month)}`)).words, /November 2026/)
  assert.match(
    (await officer.get('/hub/orders/calendar?month=2026-02')).words,
    /Nothing is due, heard or ends in February 2026/,
  )
})

test('from the case there is a way to its page for those who may come, and for nobody else', async () => {
  const { id } = one('active', 'dvpo')
  assert.ok((await officer.open(`/hub/cases/${id}`)).links.includes(`/hub/orders/${id}`))
  const triage = await hub.worker('triage')
  const seen = await triage.open(`/hub/cases/${id}`)
  assert.equal(seen.status, 200)
  assert.ok(!seen.links.includes(`/hub/orders/${id}`))
})

test('a restricted order is in no list, no count and no calendar of those who may not see it', async () => {
  const { id, reference } = one('listed', 'dvpo')
  const restrict = (to: string) =>
    owner(hub.it.db.ownerUrl, client =>
      client.query('update kernel.cases set sensitivity = $2 where id = $1', [id, to]),
    )
  await restrict('restricted')
  for (const way of ['', '/due', '/calendar'])
    assert.ok(!(await officer.get(`/hub/orders${way}`)).html.includes(reference), way)
  const missing = await officer.open('/hub/orders/00000000-0000-7000-8000-00000000dead')
  assert.equal((await officer.open(`/hub/orders/${id}`)).words, missing.words)
  await restrict('ordinary')
  assert.ok((await officer.get('/hub/orders')).html.includes(reference))
})

test('the register itself shows a role that may see no case nothing, whatever it is asked', async () => {
  const seenBy = (part: Part) =>
    hub.it.database.as(
      { actor: { kind: 'user', id: cast[part].id }, action: 'test.read', purpose: 'find-work', at: hub.clock.at },
      async tx => (await ordersSeen(tx, {}, undefined, 100)).orders.length,
    )
  assert.deepEqual(
    [(await seenBy('ordersOfficer')) > 5, await seenBy('officer'), await seenBy('auditor')],
    [true, 0, 0],
  )
})
