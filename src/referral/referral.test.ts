import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { isAsked, part, said, sealer } from '#kernel'
import { type Page, type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { nhsNumber } from '../asking/index.ts'
import { hashOf, lockDraft, newCode, newDraft, unlockDraft } from './draft.ts'
import { asideJob } from './index.ts'
import { formAt, given, kinds } from './kinds.ts'
import { receiptPdf } from './receipt.ts'

let hub: TestHub
let school: Worker

before(async () => {
  hub = await testHub({ whole: true })
  school = hub.stranger()
})
after(() => hub?.it.close())

const child = {
  from: '2A',
  agency: 'Willowmere Primary School',
  given: 'Perpetua',
  family: 'Notareal',
  role: 'Designated safeguarding lead',
  phone: '01632 960 044',
  email: 'dsl@example.org',
  'child.0.given': 'Florian',
  'child.0.family': 'Samplesby',
  'child.0.nhs': '943 476 5919',
  danger: 'no',
  kinds: ['hurt', 'fear'],
  what: 'A mark on his arm on Monday.',
  childWords: 'It was the belt again',
  heardFrom: ['them'],
  'when.precision': 'unknown',
  'where.kind': 'unknown',
  safety: 'He is at school until three.',
  visitRisk: 'yes',
  visitRiskWhat: 'A large dog.',
  parentsKnow: 'no',
  whyNotTold: 'It could warn whoever did it.',
  view: 'notAsked',
  viewWhy: 'Asking could put him at risk.',
  basis: 'public-task',
} as const

const hidden = (page: Page, at: string): string => page.forms[at]?.draft ?? assert.fail(`no form to ${at}`)

/** From the form to the page on which it is sent. */
async function filled(
  at = '/refer/9',
  fields: Readonly<Record<string, string | readonly string[]>> = child,
): Promise<Page> {
  const form = await school.get(at)
  assert.equal(form.status, 200)
  return school.post(at, { ...fields, draft: hidden(form, at), do: 'next' })
}

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
    const page = await filled('/refer/9', { what: 'A mark on his arm.', 'child.0.nhs': '943 476 5918', draft: '' })
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

  it('says so where an answer would be lost because no other calls for it', async () => {
    const page = await filled('/refer/9', { ...child, view: 'agrees' })
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
    const last = await filled()
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

  it('runs the clock of the FGM duty from when she told, and not once the police know', async () => {
    const duty = {
      ...{
        from: '3A',
        agency: 'Willowmere Surgery',
        given: 'Perpetua',
        family: 'Notareal',
        role: 'GP',
        email: 'gp@example.org',
      },
      ...{
        'harmed.0.description': 'A girl of about twelve',
        danger: 'no',
        soon: 'past',
        heardFrom: ['them'],
        visitRisk: 'notKnown',
      },
      ...{
        safety: 'She is at home.',
        'where.kind': 'unknown',
        toldThem: 'yes',
        view: 'agrees',
        basis: 'legal-obligation',
      },
      ...{
        'fgmLearnt.day.day': '17',
        'fgmLearnt.day.month': '11',
        'fgmLearnt.day.year': '2026',
        'fgmLearnt.time': '15:00',
      },
    }
    for (const [police, clocks] of [
      ['no', ['fgm-report']],
      ['yes', []],
    ] as const) {
      const last = await filled('/refer/11', { ...duty, fgmPolice: police })
      assert.equal(last.status, 200, last.words)
      const done = await school.post('/refer/11/send', { draft: hidden(last, '/refer/11/send'), do: 'send' })
      assert.equal(/Call the police on 101/.test(done.words), police === 'no')
      const found = await hub.rows<{ clock: string; started_at: Date }>(
        `select clock, started_at from kernel.clocks k join kernel.reports r on r.id = k.report_id
          where r.reference = $1 and clock not in ('triage', 'threat-seen')`,
        [/SK-[\w-]+/.exec(done.words)?.[0]],
      )
      assert.deepEqual(
        found.map(one => one.clock),
        clocks,
      )
      for (const one of found) assert.equal(one.started_at.toISOString(), '2026-11-17T15:00:00.000Z')
    }
  })
})

describe('putting a referral aside', () => {
  it('is taken up elsewhere with its code, and is gone once it was sent', async () => {
    const form = await school.get('/refer/9')
    const saved = await school.post('/refer/9', { ...child, draft: hidden(form, '/refer/9'), do: 'save' })
    const code = /id="code"[^>]*>([\w-]+)</.exec(saved.html)?.[1] ?? assert.fail(saved.words)
    assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    const elsewhere = hub.stranger()
    const back = await elsewhere.post('/refer/return', { code: code.toLowerCase().replaceAll('-', ' ') })
    assert.match(back.html, /It was the belt again/)
    const saidAgain = await elsewhere.post('/refer/9', { ...child, draft: hidden(back, '/refer/9'), do: 'save' })
    assert.ok(!saidAgain.html.includes(code), 'the code is shown only once')
    const last = await elsewhere.post('/refer/9', { ...child, draft: hidden(back, '/refer/9'), do: 'next' })
    await elsewhere.post('/refer/9/send', { draft: hidden(last, '/refer/9/send'), do: 'send' })
    const gone = await elsewhere.post('/refer/return', { code })
    assert.equal(gone.status, 422)
    assert.match(gone.words, /This code opens nothing/)
  })

  it('keeps nothing that the database or the key of the installation opens alone', async () => {
    const [own, code, at] = [sealer(Buffer.alloc(32, 7)), newCode(), new Date('2026-11-18T10:30:00Z')]
    const bytes = lockDraft(own, '9', { ...newDraft(at), typed: { what: 'A mark' } }, code, at)
    assert.ok(!bytes.includes('A mark'))
    assert.equal(unlockDraft(own, bytes, code, at)?.draft.typed.what, 'A mark')
    assert.throws(() => unlockDraft(own, bytes, newCode(), at))
    assert.equal(unlockDraft(sealer(Buffer.alloc(32, 8)), bytes, code, at), undefined)
    assert.notDeepEqual(hashOf(code), hashOf(newCode()))
  })

  it('is removed after seven days, and nothing is said of it before that either', async () => {
    const form = await school.get('/refer/10')
    const saved = await school.post('/refer/10', {
      what: 'Half a sentence',
      draft: hidden(form, '/refer/10'),
      do: 'save',
    })
    const code = /id="code"[^>]*>([\w-]+)</.exec(saved.html)?.[1] ?? ''
    const then = hub.clock.at
    const later = new Date(then.getTime() + 7 * 24 * 3_600_000)
    hub.clock.at = later
    assert.equal((await school.post('/refer/return', { code })).status, 422)
    const job = { kind: 'job', name: asideJob.name } as const
    await hub.it.database.as({ actor: job, action: 'job.run', purpose: 'keep-the-house', at: later }, tx =>
      asideJob.run(tx, undefined),
    )
    hub.clock.at = then
    assert.deepEqual(await hub.rows('select hash from referral.drafts'), [])
  })

  it('asks whoever gives many wrong codes to wait', async () => {
    const guessing = hub.stranger()
    const answers = []
    for (let i = 0; i < 8; i++) answers.push((await guessing.post('/refer/return', { code: newCode() })).status)
    assert.equal(answers[0], 422)
    assert.equal(answers.at(-1), 429)
  })
})

describe('the receipt', () => {
  it('is a tagged PDF with a title, a language, text that can be read, and nothing told in words', async () => {
    const last = await filled()
    const done = await school.post('/refer/9/send', { draft: hidden(last, '/refer/9/send'), do: 'send' })
    const made = await school.post('/refer/receipt', { receipt: done.forms['/refer/receipt']?.receipt ?? '' })
    assert.equal(made.answer.headers['content-type'], 'application/pdf')
    assert.match(String(made.answer.headers['content-disposition']), /^attachment/)
    const { words, tags, info, marked } = await read(made.answer.rawPayload)
    assert.match(words, /Florian Samplesby/)
    assert.match(words, /Perpetua Notareal/)
    assert.match(words, /unverified/)
    assert.doesNotMatch(words, /belt|mark on his arm|large dog/)
    assert.ok(!words.includes(/id="receipt"[^>]*>([\w-]+)</.exec(done.html)?.[1] ?? '?'), 'the code is not in it')
    assert.deepEqual(
      [info.Language, String(info.Title).startsWith('Receipt for referral SK-'), /Marked.{1,3}true/.test(marked)],
      ['en-GB', true, true],
    )
    assert.deepEqual([...new Set(tags)].sort(), ['Document', 'H1', 'H2', 'P', 'Root'])
  })

  it('writes letters that it has not got in those that it has', async () => {
    const receipt = {
      reference: 'SK-1',
      at: '2026-11-18T10:30:00Z',
      lines: [{ label: 'About', text: 'Łucja, فاطمہ' }],
      steps: [],
    }
    const { words } = await read(await receiptPdf(receipt, { title: 'X', zone: 'Europe/London', madeUp: true }))
    assert.match(words, /About: Lucja, /)
  })

  it('is made for nobody who alters what the last page carried', async () => {
    const answer = await school.post('/refer/receipt', { receipt: 'x' })
    assert.equal(answer.to, '/refer')
  })
})

const rolesIn = (tree: unknown): readonly string[] => {
  const children = part(tree, 'children')
  return [said(part(tree, 'role')), ...(Array.isArray(children) ? children.flatMap(rolesIn) : [])].filter(Boolean)
}

async function read(bytes: Buffer) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  const page = await pdf.getPage(1)
  const { items } = await page.getTextContent()
  const words = items
    .map(item => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
  const { info } = await pdf.getMetadata()
  const marks = await pdf.getMarkInfo()
  const tree = await page.getStructTree()
  await task.destroy()
  return {
    words,
    tags: rolesIn(tree),
    info: { ...info } as Readonly<Record<string, unknown>>,
    marked: JSON.stringify(marks instanceof Map ? [...marks] : marks),
  }
}
