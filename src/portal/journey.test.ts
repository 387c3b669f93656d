import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { rowsOf } from '../../test/embedded-life.ts'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { type Given, type Seen, visit, walk } from '../../test/visitor.ts'
import { directoryRoutes } from '../directory/index.ts'
import { portalRoutes } from './index.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  const own = { house: home.house, area: home.built.area }
  server = await home.server([...portalRoutes(own), ...directoryRoutes(own)])
})
after(() => home.close())

const inMay: Given = { 'when.precision': 'month', 'when.month.month': '5', 'when.month.year': '2026' }
const words: Given = { what: 'He shouted at me <b>&amp;</b> spat' }
const told: readonly Given[] = [words, { kinds: ['words', 'spitting'] }, { strands: ['race', 'religion'] }, inMay]
const around: readonly Given[] = [{ 'where.kind': 'unknown' }, { harm: ['upset'] }, { before: 'no' }]
const wishes: readonly Given[] = [{ police: 'no' }, { support: 'notSure' }]
const anonymous: readonly Given[] = [{ who: 'victim' }, { danger: 'no' }, ...told, ...around, {}, { named: 'no' }]

const walked = async (answers: readonly Given[], from?: Seen): Promise<Seen> =>
  walk(from ?? (await visit(server, '/report/4/1')), answers)

const referenceOn = (page: Seen): string => /SK-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page.words)?.[0] ?? ''
const reports = (where = 'true') =>
  rowsOf(home.db.ownerUrl, `select reference, source, anonymous, threat, codes from kernel.reports where ${where}`)
const partsIn = async (reference: string) =>
  (
    await rowsOf(
      home.db.ownerUrl,
      `select p.part, p.reporter from kernel.report_people p join kernel.reports r on r.id = p.report_id where r.reference = '${reference}' order by p.part`,
    )
  ).map(row => row.part)

describe('a report from the front door', () => {
  it('leads from the front page to the first question by links alone', async () => {
    const front = await visit(server, '/')
    assert.ok(front.links.includes('/report') && front.links.includes('/help') && front.links.includes('/plan'))
    const choice = await visit(server, '/report')
    assert.ok(choice.links.includes('/report/4'))
    const start = await visit(server, '/report/4')
    assert.match(start.words, /Leaving cannot clear your browser’s history/)
    assert.ok(start.links.includes('/report/4/1'))
    assert.equal((await visit(server, '/report/4/1')).heading, 'Who are you telling us about?')
  })

  it('is taken from a victim who gives no name, and says when it will be read and that this is unverified', async () => {
    const check = await walked(anonymous)
    assert.equal(check.heading, 'Check your answers')
    assert.match(check.words, /He shouted at me <b>&amp;<\/b> spat/)
    assert.match(check.words, /May 2026/)
    assert.doesNotMatch(check.words, /police to contact you|pass this to a support service/)
    const done = await check.press({}, 'Send my report')
    assert.equal(done.heading, 'We have your report')
    assert.match(done.words, /by the end of 19 November 2026/)
    assert.match(done.words, /Unverified/)
    assert.match(done.words, /You did not give your name, so nobody will try to contact you/)
    assert.doesNotMatch(done.words, /shouted|on duty/)
    const [row] = await reports(`reference = '${referenceOn(done)}'`)
    assert.deepEqual(
      { source: row?.source, anonymous: row?.anonymous, threat: row?.threat },
      { source: 'public', anonymous: true, threat: false },
    )
    assert.deepEqual(await partsIn(referenceOn(done)), ['victim'])
  })

  it('is taken from a witness of harm to two people, whom it can name and safely call', async () => {
    let page = await walked([{ who: 'witness' }, { danger: 'no' }, words, { kinds: 'threats' }])
    assert.equal(page.heading, 'Did anyone threaten to kill or seriously hurt someone?')
    page = await walked([{ threat: 'no' }, { strands: 'disability' }, inMay, ...around], page)
    assert.equal(page.heading, 'Who was targeted?')
    assert.match((await page.press({}, 'Add another person')).words, /Person 2/)
    page = await page.press({ 'targeted.0.given': 'Idris', 'targeted.0.birth.year': '2012' }, 'Add another person')
    assert.match(page.words, /Person 2/)
    page = await page.press({ 'targeted.1.description': 'His friend' }, 'Add another person')
    page = await page.press({}, 'Remove person 3')
    assert.doesNotMatch(page.words, /Person 3/)
    page = await walked([{}, { 'suspects.0.vehicle': 'A blue van' }, { named: 'yes' }], page)
    page = await walked(
      [{ given: 'Pip' }, { family: 'Umbrell' }, { contactWanted: 'yes' }, { phone: '01632 960 001' }],
      page,
    )
    page = await walked(
      [
        { phoneUse: 'call' },
        { phoneSafe: 'no' },
        {},
        { safeTimes: 'before 3pm' },
        {},
        { interpreter: 'no' },
        ...wishes,
      ],
      page,
    )
    assert.match(page.words, /Idris/)
    const done = await page.press({}, 'Send my report')
    assert.deepEqual(await partsIn(referenceOn(done)), ['suspect', 'victim', 'victim', 'witness'])
    assert.match(done.words, /only the safe way that you gave/)
  })

  it('is taken from a professional, and from somebody who helps another', async () => {
    for (const [who, source, part] of [
      ['professional', 'professional', 'referrer'],
      ['behalf', 'public', 'representative'],
    ] as const) {
      const name: readonly Given[] = [
        { named: 'yes' },
        { given: 'Pip' },
        { family: 'Umbrell' },
        { contactWanted: 'no' },
      ]
      const check = await walked([{ who }, { danger: 'no' }, ...told, ...around, {}, {}, ...name, ...wishes])
      const done = await check.press({}, 'Send my report')
      const [row] = await reports(`reference = '${referenceOn(done)}'`)
      assert.equal(row?.source, source)
      assert.ok((await partsIn(referenceOn(done))).includes(part))
    }
  })

  it('says to call 999 as soon as there is danger, once, and lets the person carry on', async () => {
    let page = await walked([{ who: 'victim' }, { danger: 'yes' }])
    assert.match(page.heading, /call 999/)
    page = await page.press({}, 'Carry on with my report')
    page = await walked([...told, ...around, {}, { named: 'no' }], page)
    const done = await page.press({}, 'Send my report')
    assert.match(done.words, /call 999/)
    assert.match(done.words, /shown at once to whoever is on duty/)
    const [row] = await reports(`reference = '${referenceOn(done)}'`)
    assert.equal(row?.threat, true)
  })
})

describe('the way back', () => {
  it('loses nothing typed, not even what cannot be read, as far as the first page and forward again', async () => {
    let page = await walked([{ who: 'victim' }, { danger: 'no' }, words, { kinds: 'words' }])
    page = await page.press({ strands: 'race' }, 'Back')
    page = await page.press({}, 'Back')
    assert.ok(page.filled.some(([name, value]) => name === 'what' && value === words.what))
    page = await page.press({ what: '' }, 'Back')
    page = await page.press({}, 'Back')
    page = await page.press({}, 'Back')
    assert.equal(page.title, 'Start')
    page = await page.press({}, 'Carry on')
    assert.ok(page.filled.some(([name, value]) => name === 'who' && value === 'victim'))
    page = await walked([{}, {}, words, {}], page)
    assert.ok(page.filled.some(([name, value]) => name === 'strands' && value === 'race'))
  })

  it('comes before no other button by the Enter key: the first button of a form goes on', async () => {
    const page = await visit(server, '/report/4/1')
    assert.deepEqual(
      page.buttons.map(button => button.value),
      ['', 'language', 'language', 'language', 'language', 'back', 'next'],
    )
  })
})

describe('changing an answer', () => {
  it('returns to all answers, and asks whatever the change calls for', async () => {
    let page = await walked(anonymous)
    page = await page.press({}, 'Change your answer to: What happened?')
    assert.match(page.words, /You are changing an answer/)
    page = await page.press({ what: 'Something else' })
    assert.equal(page.heading, 'Check your answers')
    assert.match(page.words, /Something else/)
    page = await page.press({}, 'Change your answer to: Do you want to give your name?')
    page = await page.press({ named: 'yes' })
    assert.equal(page.heading, 'Your first name')
    page = await walked([{ given: 'Pip' }, { family: 'Umbrell' }, {}, { contactWanted: 'no' }], page)
    assert.equal(page.heading, 'Check your answers')
  })

  it('given up halfway leaves the answer as it was', async () => {
    let page = await walked(anonymous)
    page = await page.press({}, 'Change your answer to: What happened?')
    page = await page.press({ what: '' }, 'Back')
    assert.match(page.words, /He shouted/)
  })

  it('drops from what is sent an answer that is no longer asked for', async () => {
    let page = await walked([
      { who: 'witness' },
      { danger: 'no' },
      ...told,
      ...around,
      {},
      {},
      { named: 'no' },
      ...wishes,
    ])
    page = await page.press({}, 'Change your answer to: Who are you telling us about?')
    page = await page.press({ who: 'victim' })
    assert.doesNotMatch(page.words, /Who was targeted/)
    const done = await page.press({}, 'Send my report')
    assert.deepEqual(await partsIn(referenceOn(done)), ['victim'])
  })
})

describe('what is wrong', () => {
  it('is said at the head of the page, leads to its question, and loses nothing', async () => {
    const page = await (await visit(server, '/report/4/1')).press({})
    assert.equal(page.status, 422)
    assert.equal(page.title, 'Error: Question 1')
    assert.match(page.html, /<a href="#who">Select who you are telling us about<\/a>/)
    assert.match(page.html, /id="who"/)
  })

  it('is said of each person by itself, with what was typed for the others kept', async () => {
    let page = await walked([{ who: 'witness' }, { danger: 'no' }, ...told, ...around])
    page = await page.press({ 'targeted.0.given': 'Idris' }, 'Add another person')
    page = await page.press({ 'targeted.1.birth.year': 'long ago' })
    assert.equal(page.status, 422)
    assert.match(page.html, /href="#targeted-1-birth"/)
    assert.match(page.html, /id="targeted-1-birth"/)
    assert.ok(page.filled.some(([name, value]) => name === 'targeted.0.given' && value === 'Idris'))
  })

  it('is not that a place has namesakes: they are offered, and words of one’s own will do', async () => {
    let page = await walked([{ who: 'victim' }, { danger: 'no' }, ...told])
    page = await page.press({ 'where.kind': 'place', 'where.typed': 'High Street' })
    assert.equal(page.status, 200)
    assert.equal(page.heading, 'Which of these places is it?')
    const undecided = await page.press({})
    assert.equal(undecided.status, 422)
    assert.match(undecided.html, /href="#where-chosen"/)
    assert.match(undecided.html, /id="where-chosen"/)
    const again = await page.press({}, 'Type it differently')
    assert.ok(again.filled.some(([name, value]) => name === 'where.typed' && value === 'High Street'))
    const first = /name="where.chosen" type="radio" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
    assert.equal((await page.press({ 'where.chosen': first })).heading, 'Was anybody hurt, or anything damaged?')
    assert.equal((await page.press({ 'where.chosen': 'as-typed' })).status, 200)
  })

  it('is not that a place is only nearly known: it is offered, never assumed, and may be passed by', async () => {
    const asked = await walked([{ who: 'victim' }, { danger: 'no' }, ...told])
    const near = 'Abbey Field' // like the name of one place
    assert.deepEqual(
      home.house.places.find(near).map(one => one.isExact),
      [false],
    )
    const offered = await asked.press({ 'where.kind': 'place', 'where.typed': near })
    assert.equal(offered.heading, 'Is it this place?')
    assert.equal((await offered.press({})).status, 200)
    assert.equal(
      (await offered.press({ 'where.chosen': 'as-typed' })).heading,
      'Was anybody hurt, or anything damaged?',
    )
  })

  it('is too long, and the page says how long it may be with all of it still there', async () => {
    const page = await walked([{ who: 'victim' }, { danger: 'no' }])
    const long = 'a'.repeat(300_000)
    for (const button of ['Continue', 'Back']) {
      const answer = await page.press({ what: long }, button)
      assert.equal(answer.status, 422)
      assert.match(answer.words, /in 10,000 characters or fewer/)
      assert.ok(answer.filled.some(([name, value]) => name === 'what' && value === long))
    }
  })
})
