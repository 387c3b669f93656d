import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { isAsked } from '#kernel'
import { child, filled, hidden } from '../../test/referral.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { nhsNumber } from '../asking/index.ts'
import { formAt, given, kinds } from './kinds.ts'

let hub: TestHub
let school: Worker

before(async () => {
  hub = await testHub({ whole: true })
  school = hub.stranger()
})
after(() => hub?.it.close())

describe('the form of a referral', () => {
  it('puts every question that is asked of professionals, each in one section', () => {
    for (const { at } of kinds) {
      const form = formAt(hub.it.house, at)
      const shown = form.sections.flatMap(section => section.of)
      assert.equal(new Set(shown).size, shown.length)
      assert.ok(!form.sections.some(section => section.title === 'Anything else'), at)
      const sure = { ...given(form), from: '2A' }
      const missing = Object.entries(form.report.ask)
        .filter(([name, field]) => isAsked(field, sure) && !shown.includes(name) && !Object.hasOwn(sure, name))
        .map(([name]) => name)
      assert.deepEqual(missing, [], at)
    }
  })

  it('says everything that is wrong at once, each leading to its question, and keeps what was typed', async () => {
    const page = await filled(school, '/refer/9', {
      what: 'A mark on his arm.',
      'child.0.nhs': '943 476 5918',
      draft: '',
    })
    assert.equal(page.status, 422)
    for (const message of [
      'Select where you work',
      'Enter your role',
      'Select whether anybody is in danger now',
      'Enter an NHS number with 10 digits',
    ])
      assert.ok(page.words.includes(message), message)
    for (const [, id] of page.html.matchAll(/<li><a href="#([^"]+)"/g))
      assert.ok(page.html.includes(`id="${id}"`), `nothing has the id ${id}`)
    assert.match(page.html, /A mark on his arm\./)
    assert.match(page.html, /943 476 5918/)
  })

  it('leads from everything that is wrong to a box that is there, on every form', async () => {
    for (const { at } of kinds) {
      const form = await school.get(`/refer/${at}`)
      const page = await school.post(`/refer/${at}`, { draft: hidden(form, `/refer/${at}`), do: 'next' })
      const led = [...page.html.matchAll(/<li><a href="#([^"]+)"/g)].map(([, id]) => id)
      assert.ok(led.length > 8, at)
      for (const id of led) assert.ok(page.html.includes(`id="${id}"`), `${at}: nothing has the id ${id}`)
    }
  })

  it('says once more to call where somebody is in danger, before it is sent and after', async () => {
    const last = await filled(school, '/refer/9', { ...child, danger: 'yes', what: 'He is there now.' })
    assert.match(last.words, /If nobody has called 999 yet, call now/)
    const done = await school.post('/refer/9/send', { draft: hidden(last, '/refer/9/send'), do: 'send' })
    assert.match(done.words, /If nobody has called 999 yet, call now/)
    assert.doesNotMatch((await filled(school)).words, /If nobody has called 999 yet/)
  })

  it('asks first where most work, in the order of the census', async () => {
    const { html } = await school.get('/refer/9')
    assert.match(html, /<option value="">Select<\/option>\s*<option value="2A">School/)
  })

  it('says so where an answer would be lost because no other calls for it', async () => {
    const page = await filled(school, '/refer/9', { ...child, view: 'agrees' })
    assert.equal(page.status, 422)
    assert.match(page.words, /This does not fit your other answers/)
    assert.match(page.html, /Asking could put him at risk\./)
  })

  it('adds another child without losing anything', async () => {
    const form = await school.get('/refer/9')
    const page = await school.post('/refer/9', { ...child, draft: hidden(form, '/refer/9'), do: 'add-child' })
    assert.match(page.html, /name="child\.1\.given"/)
    assert.match(page.html, /It was the belt again/)
  })

  it('reads an NHS number by its check digit', () => {
    const around = { today: '2026-11-18', zone: 'Europe/London', places: { find: () => [], get: () => undefined } }
    const read = (text: string) => nhsNumber('NHS number').read(text, around)
    assert.deepEqual(read('9434765919'), { ok: true, value: '943 476 5919' })
    for (const wrong of ['9434765918', '943476591', '0000000001', 'x']) assert.equal(read(wrong).ok, false, wrong)
  })
})

describe('a referral that is sent', () => {
  it('is a professional’s report in the same triage, with what was said kept word for word', async () => {
    const last = await filled(school)
    assert.equal(last.status, 200, last.words)
    const draft = hidden(last, '/refer/9/send')
    const done = await school.post('/refer/9/send', { draft, do: 'send' })
    assert.match(done.heading, /We have your referral/)
    const again = await school.post('/refer/9/send', { draft, do: 'send' })
    assert.match(again.words, /You had already sent this referral/)
    const reference = /SK-[\w-]+/.exec(done.words)?.[0]
    assert.equal(/SK-[\w-]+/.exec(again.words)?.[0], reference)
    const rows = await hub.rows<{ id: string; kind: string; source: string; anonymous: boolean; contactable: boolean }>(
      'select id, kind, source, anonymous, contactable from kernel.reports where reference = $1',
      [reference],
    )
    assert.equal(rows.length, 1)
    const { id, ...row } = rows[0]!
    assert.deepEqual(row, { kind: 'children', source: 'professional', anonymous: false, contactable: true })
    const worker = await hub.worker('triage')
    const shown = await worker.open(`/hub/reports/${id}`)
    for (const words of [
      'It was the belt again',
      'Willowmere Primary School',
      'NHS number: 943 476 5919',
      'A large dog.',
      'From a professional',
    ])
      assert.ok(shown.words.includes(words), words)
  })

  it('keeps as three facts the ground, whether they were told, and what they think', async () => {
    const [row] = await hub.rows<{ codes: Record<string, string> }>(
      `select codes from kernel.reports where kind = 'children' limit 1`,
    )
    assert.deepEqual(
      [row?.codes.basis, row?.codes.parentsKnow, row?.codes.view, row?.codes.from],
      ['public-task', 'no', 'notAsked', '2A'],
    )
  })
})
