import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Fields, type Page, type TestHub, testHub, type Worker } from '../../test/worker.ts'

/* Cases whose answers repeat and stand, and that are opened from one another: with the orders of the real house. */

let hub: TestHub
let officer: Worker
let basis: string
before(async () => {
  hub = await testHub()
  officer = await hub.worker('ordersOfficer')
  basis = hub.it.house.lawfulBases[0]!.id
})
after(() => hub.it.close())

/** An order just begun, by hand, with its reader's reason stated. */
async function anOrder(): Promise<string> {
  const url = '/hub/cases/new'
  const page = await officer.get(`${url}?programme=orders`)
  const sent = await officer.post(url, {
    ...page.forms[url],
    'people.protected.0.given': 'Isolde',
    'where.kind': 'unknown',
    contactable: 'yes',
    rationale: 'A threat was made.',
    lawfulBasis: basis,
  })
  const id = /[0-9a-f-]{36}/.exec(sent.to ?? '')?.[0] ?? ''
  await officer.open(`/hub/cases/${id}`)
  return id
}

const recordUrl = (id: string) => `/hub/cases/${id}/steps/record`
const made: Fields = {
  'take.seen': 'considered',
  kind: 'restraining',
  origin: 'court',
  'madeOn.day': '2',
  'madeOn.month': '11',
  'madeOn.year': '2026',
  court: 'Quillshire',
  interim: 'full',
  lasts: 'further',
  tag: 'no',
  bail: 'none',
  childContact: 'no',
  'prohibitions.0.what': 'contact',
  'prohibitions.1.what': 'other',
  'prohibitions.1.words': 'Not to enter the school.',
}
const groups = (page: Page) => page.html.match(/id="prohibitions-\d+" tabindex="-1"/g)?.length

test('groups are added and taken away on a step’s page with nothing lost and nothing recorded', async () => {
  const id = await anOrder()
  const more = await officer.post(recordUrl(id), { ...made, do: 'add-prohibitions' })
  assert.deepEqual([more.status, groups(more)], [200, 3])
  assert.match(more.html, /id="prohibitions-2" tabindex="-1" autofocus/)
  assert.equal(more.forms[recordUrl(id)]!['prohibitions.1.words'], 'Not to enter the school.')
  assert.equal(more.forms[recordUrl(id)]!['madeOn.year'], '2026')
  const fewer = await officer.post(recordUrl(id), { ...made, do: 'remove-prohibitions.0' })
  assert.deepEqual([fewer.status, groups(fewer)], [200, 1])
  assert.equal(fewer.forms[recordUrl(id)]!['prohibitions.0.words'], 'Not to enter the school.')
  const taken = await hub.rows("select 1 from kernel.chronology where case_id = $1 and step = 'record'", [id])
  assert.equal(taken.length, 0)
})

test('what is wrong with one of several is said of that one, and the summary leads to it', async () => {
  const id = await anOrder()
  const page = await officer.post(recordUrl(id), {
    ...made,
    'prohibitions.1.what': '',
    'prohibitions.1.until.day': '40',
  })
  assert.equal(page.status, 422)
  assert.ok(page.links.includes('#prohibitions-1-what'))
  assert.ok(page.links.includes('#prohibitions-1-until'))
  assert.match(page.html, /id="prohibitions-1-what"/)
  assert.match(page.html, /id="prohibitions-1-until"/)
})

test('a case shows what stands for it, its repeated answers as a list, and both the case it came from and those that came of it', async () => {
  const id = await anOrder()
  const recorded = await officer.post(recordUrl(id), { ...made, 'prohibitions.2.what': '' })
  assert.equal(recorded.status, 303, recorded.words)
  const page = await officer.get(`/hub/cases/${id}`)
  assert.match(page.words, /What stands.*Which kind of order\?.*Until further order.*People/)
  assert.match(
    page.html.replace(/\s+/g, ' '),
    /<ol class="sk-each-of"><li>.*?Must not contact.*?<\/li><li>.*?Not to enter the school/,
  )
  const breached = await officer.post(`/hub/cases/${id}/steps/breach`, {
    'take.seen': 'granted',
    breached: 'order',
    what: 'He was at the gate.',
    'take.rationale': 'A witness says so.',
    'take.lawfulBasis': basis,
  })
  assert.equal(breached.status, 303, breached.words)
  const [breach] = await hub.rows<{ id: string; reference: string }>(
    'select id, reference from kernel.cases where opened_from = $1',
    [id],
  )
  const after = await officer.get(`/hub/cases/${id}`)
  assert.match(after.words, new RegExp(`Opened from this case ${breach!.reference} As breach`))
  assert.ok(after.links.includes(`/hub/cases/${breach!.id}`))
  const child = await officer.open(`/hub/cases/${breach!.id}`)
  assert.match(child.words, /Opened .* as breach, from case CA-/)
  assert.ok(child.links.includes(`/hub/cases/${id}`))
  await hub.rows("update kernel.cases set sensitivity = 'restricted' where id = $1", [breach!.id])
  assert.doesNotMatch((await officer.get(`/hub/cases/${id}`)).words, new RegExp(breach!.reference))
  await hub.rows(
    "update kernel.cases set sensitivity = case when id = $1 then 'ordinary' else 'restricted' end where id in ($1, $2)",
    [breach!.id, id],
  )
  assert.match((await officer.get(`/hub/cases/${breach!.id}`)).words, /as breach, from a case that you cannot open/)
})

test('an entry with repeated answers is corrected group by group', async () => {
  const id = await anOrder()
  await officer.post(recordUrl(id), made)
  const [entry] = await hub.rows<{ id: string }>(
    "select id from kernel.chronology where case_id = $1 and step = 'record'",
    [id],
  )
  const url = `/hub/cases/${id}/entries/${entry!.id}/correct`
  const page = await officer.get(url)
  assert.equal(page.forms[url]!['prohibitions.1.words'], 'Not to enter the school.')
  const fewer = await officer.post(url, { ...page.forms[url], do: 'remove-prohibitions.0' })
  assert.equal(fewer.status, 200)
  const corrected = await officer.post(url, { ...fewer.forms[url], 'take.correcting': 'One only.' })
  assert.equal(corrected.status, 303, corrected.words)
  const [kept] = await hub.rows<{ n: number }>(
    "select jsonb_array_length(answers -> 'prohibitions') as n from kernel.chronology where case_id = $1 and corrects is not null",
    [id],
  )
  assert.equal(kept?.n, 1)
})
