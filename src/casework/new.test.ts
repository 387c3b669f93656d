import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { referred } from '../../test/decided.ts'
import { type Fields, type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let officer: Worker
let basis: string
before(async () => {
  hub = await testHub()
  officer = await hub.worker('officer')
  basis = hub.it.house.lawfulBases[0]!.id
})
after(() => hub.it.close())

const url = '/hub/cases/new'

/** The form as it stands on a page just opened, filled in so that a case can be opened with it. */
async function filledIn(more: Fields = {}): Promise<Fields> {
  const page = await officer.get(`${url}?programme=hate`)
  return {
    ...page.forms[url],
    'people.victim.0.given': 'Perpetua',
    'people.victim.0.family': 'Lanthorn',
    'people.victim.0.birth.year': '1979',
    'people.victim.0.phone': '01632 960 020',
    'people.victim.0.safe': 'yes',
    'where.kind': 'place',
    'where.typed': 'CV31 1AA',
    contactable: 'yes',
    rationale: 'Heard of at a meeting with the school.',
    lawfulBasis: basis,
    ...more,
  }
}
const caseIn = (to: string | undefined) => /[0-9a-f-]{36}/.exec(to ?? '')?.[0] ?? ''
const howMany = async () => (await hub.rows<{ n: number }>('select count(*)::int as n from kernel.cases'))[0]!.n

test('a case is opened by hand with its people, where it lies, its reason and its basis, and its clocks run', async () => {
  const sent = await officer.post(url, await filledIn())
  assert.equal(sent.status, 303, sent.words)
  const id = caseIn(sent.to)
  const page = await officer.open(sent.to!)
  assert.match(page.words, /The case has been opened/)
  assert.match(page.words, /Perpetua Lanthorn/)
  assert.match(page.words, /Never leave a message/)
  assert.match(page.words, /Heard of at a meeting with the school/)
  const [row] = await hub.rows(
    `select c.programme, c.district, c.contactable, c.report_id, (select count(*)::int from kernel.clocks k where k.case_id = c.id) > 0 as clocks,
       (select array_agg(step || ' ' || lawful_basis) from kernel.chronology h where h.case_id = c.id) as entries from kernel.cases c where id = $1`,
    [id],
  )
  assert.deepEqual(row, {
    programme: 'hate',
    district: 'E07000222',
    contactable: true,
    report_id: null,
    clocks: true,
    entries: [`opened ${basis}`],
  })
  const [audited] = await hub.rows(
    "select purpose, result from kernel.audit where action = 'case.open' and cases @> array[$1::uuid]",
    [id],
  )
  assert.deepEqual(audited, { purpose: 'work-on-case', result: 'done' })
})

test('the same form sent twice, even at once, opens one case', async () => {
  const [form, before] = [await filledIn(), await howMany()]
  await officer.get(url) // so that all of them find a connection ready
  const together = await Promise.all(Array.from({ length: 8 }, () => officer.post(url, form)))
  const all = [...together, await officer.post(url, form)]
  assert.deepEqual([...new Set(all.map(one => one.status))], [303])
  assert.equal(new Set(all.map(one => one.to)).size, 1)
  assert.equal(await howMany(), before + 1)
})

test('a form whose key was made for somebody else, or by nobody, opens nothing and is offered again', async () => {
  const [form, before] = [await filledIn(), await howMany()]
  const other = await (await hub.worker('officerToo')).post(url, form)
  const forged = await officer.post(url, { ...form, key: 'x' })
  for (const page of [other, forged]) {
    assert.equal(page.status, 422)
    assert.match(page.words, /open too long/)
    assert.equal(page.forms[url]!.rationale, form.rationale)
  }
  assert.equal(await howMany(), before)
  assert.equal((await officer.post(url, { ...form, key: forged.forms[url]!.key! })).status, 303)
})

test('everything wrong is said at once, where it is, and nothing typed is lost', async () => {
  const page = await officer.post(
    url,
    await filledIn({
      'people.victim.0.given': '',
      'people.victim.0.family': '',
      'people.victim.0.phone': '12',
      'where.kind': '',
      rationale: ' ',
      lawfulBasis: 'a whim',
    }),
  )
  assert.equal(page.status, 422)
  for (const words of [
    /Enter a phone number/,
    /Enter a name, or what else/,
    /Select where it lies/,
    /Enter the reason/,
    /Select the lawful basis/,
  ])
    assert.match(page.words, words)
  assert.doesNotMatch(page.words, /Enter who this is about/)
  assert.equal(page.forms[url]!['people.victim.0.phone'], '12')
  for (const link of page.links.filter(each => each.startsWith('#') && each !== '#main-content'))
    assert.match(page.html, new RegExp(`id="${link.slice(1)}"`), link)
  const bare = await officer.post(url, { programme: 'hate', key: page.forms[url]!.key! })
  assert.match(bare.words, /Enter who this is about/)
})

test('a person is added and taken away without script, and the one that changed is led to', async () => {
  const added = await officer.post(url, await filledIn({ do: 'add-people.suspect' }))
  assert.equal(added.status, 200)
  assert.match(added.html, /id="people-suspect-1" tabindex="-1" autofocus/)
  assert.equal(added.forms[url]!['people.victim.0.family'], 'Lanthorn')
  const removed = await officer.post(url, {
    ...(await filledIn()),
    'people.suspect.0.given': 'First',
    'people.suspect.1.given': 'Second',
    do: 'remove-people.suspect.0',
  })
  assert.equal(removed.forms[url]!['people.suspect.0.given'], 'Second')
  assert.equal(removed.forms[url]!['people.suspect.1.given'], undefined)
})

test('people of a case that one sees are put into another by their records, under the reason stated for the first', async () => {
  const { caseId, record } = await referred(hub, await hub.worker('triage'))
  const from = `${url}?programme=hate&from=${caseId}`
  assert.match((await officer.get(from)).heading, /Why do you need to see this/)
  await officer.open(`/hub/cases/${caseId}`)
  const page = await officer.get(from)
  assert.match(page.words, /Ottilie Examplewick/)
  const sent = await officer.post(url, {
    ...page.forms[url],
    [`known.${record}`]: 'victim',
    'where.kind': 'unknown',
    contactable: 'yes',
    rationale: 'A second matter.',
    lawfulBasis: basis,
  })
  assert.equal(sent.status, 303, sent.words)
  const people = await hub.rows('select record_id, part from kernel.case_people where case_id = $1', [caseIn(sent.to)])
  assert.deepEqual(people, [{ record_id: record, part: 'victim' }])
})

test('whoever takes people out of a restricted case is told what that does', async () => {
  const { caseId } = await referred(hub, await hub.worker('triage'))
  await officer.open(`/hub/cases/${caseId}`)
  const from = `${url}?programme=hate&from=${caseId}`
  assert.doesNotMatch((await officer.get(from)).words, /kept from most people/)
  await hub.rows("update kernel.cases set sensitivity = 'restricted' where id = $1", [caseId])
  assert.equal((await officer.get(from)).status, 404)
  await hub.rows(
    "insert into kernel.readers (id, user_id, case_id, why, starts_at) values (gen_random_uuid(), $1, $2, 'named', $3)",
    [cast.officer.id, caseId, hub.it.at],
  )
  assert.match((await officer.get(from)).words, /kept from most people/)
})

test('only whoever holds a role in a programme is offered it, and nobody else comes to its form', async () => {
  const triage = await hub.worker('triage')
  assert.doesNotMatch((await triage.get('/hub/cases')).words, /Open a case/)
  for (const page of [
    await triage.get(url),
    await triage.get(`${url}?programme=hate`),
    await officer.get(`${url}?programme=orders`),
  ])
    assert.equal(page.status, 404)
  const before = await howMany()
  assert.equal((await triage.post(url, await filledIn())).status, 404)
  assert.equal(await howMany(), before)
  assert.ok((await officer.get('/hub/cases')).links.includes(url))
})

test('a stranger is sent to sign in, and what was typed is kept', async () => {
  const kept = await hub.stranger().post(url, await filledIn())
  assert.equal(kept.status, 401)
  assert.match(kept.words, /What you typed is safe/)
})
