import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { getDocumentProxy } from 'unpdf'
import { part, said, sealer } from '#kernel'
import { child, filled, hidden } from '../../test/referral.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { hashOf, lockDraft, newCode, newDraft, unlockDraft } from './draft.ts'
import { asideJob } from './index.ts'
import { receiptPdf } from './receipt.ts'

let hub: TestHub
let school: Worker

before(async () => {
  hub = await testHub({ whole: true })
  school = hub.stranger()
})
after(() => hub?.it.close())

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

  it('is kept as well for the release before this one, which asks without files', async () => {
    const occasion = {
      actor: { kind: 'public' },
      action: 'test.put-aside',
      purpose: 'report-harm',
      at: hub.clock.at,
    } as const
    const { rows } = await hub.it.database.as(occasion, tx =>
      sql<{ until: Date }>`select referral.put_aside('of-old', 'sealed') as until`.execute(tx.db),
    )
    assert.equal(rows[0]?.until.getTime(), hub.clock.at.getTime() + 7 * 86_400_000)
    assert.deepEqual(await hub.rows("delete from referral.drafts where hash = 'of-old' returning files"), [
      { files: [] },
    ])
  })

  it('is taken up after one wait by whoever shares an address with a machine that goes on guessing', async () => {
    const form = await school.get('/refer/9')
    const saved = await school.post('/refer/9', { ...child, draft: hidden(form, '/refer/9'), do: 'save' })
    const code = /id="code"[^>]*>([\w-]+)</.exec(saved.html)?.[1] ?? assert.fail(saved.words)
    const guess = () => school.post('/refer/return', { code: '7F2K-9QXT-3MZA-B4C5' })
    const then = hub.clock.at
    for (let i = 0; i < 8; i++) await guess()
    const paused = await school.post('/refer/return', { code })
    assert.equal(paused.status, 429)
    const waited = /name="waited" value="([^"]+)"/.exec(paused.html)?.[1] ?? ''
    hub.clock.at = new Date(then.getTime() + 300_000)
    await guess()
    assert.equal((await school.post('/refer/return', { code })).status, 429)
    assert.match((await school.post('/refer/return', { code, waited })).html, /It was the belt again/)
    hub.clock.at = new Date(then.getTime() + 3_600_000) // the address waits no more
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

  it('loses nothing where it is too long to be put aside', async () => {
    const form = await school.get('/refer/9')
    const what = `The end: ${'long '.repeat(220_000)}`
    const page = await school.post('/refer/9', { ...child, what, draft: hidden(form, '/refer/9'), do: 'save' })
    assert.equal(page.status, 422)
    assert.match(page.words, /It is too long to be saved/)
    assert.ok(page.forms['/refer/9']?.what?.startsWith('The end: long long'))
    assert.ok((page.forms['/refer/9']?.what ?? '').length > 1_000_000)
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
    const last = await filled(school)
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

  it('spells Polish and Romanian names as they were typed, and letters that it has not got in those that it has', async () => {
    const receipt = {
      reference: 'SK-1',
      at: '2026-11-18T10:30:00Z',
      lines: [{ label: 'About', text: 'Łucja Żółć, Ștefan, فاطمہ' }],
      steps: [],
    }
    const { words } = await read(await receiptPdf(receipt, { title: 'X', zone: 'Europe/London', madeUp: true }))
    assert.match(words.replaceAll(' ', ''), /About:ŁucjaŻółć,Ștefan,\w/)
  })

  it('is made for nobody who alters what the last page carried', async () => {
    const answer = await school.post('/refer/receipt', { receipt: 'x' })
    assert.equal(answer.status, 422)
    assert.match(answer.words, /it was received, under the reference/)
  })
})

const rolesIn = (tree: unknown): readonly string[] => {
  const children = part(tree, 'children')
  return [said(part(tree, 'role')), ...(Array.isArray(children) ? children.flatMap(rolesIn) : [])].filter(Boolean)
}

async function read(bytes: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
  const page = await pdf.getPage(1)
  const { items } = await page.getTextContent()
  const words = items
    .map(item => ('str' in item ? item.str : ''))
    .join(' ')
    .replace(/\s+/g, ' ')
  const { info } = await pdf.getMetadata()
  const marks = await pdf.getMarkInfo()
  const tree = await page.getStructTree()
  await pdf.destroy()
  return {
    words,
    tags: rolesIn(tree),
    info: { ...info } as Readonly<Record<string, unknown>>,
    marked: JSON.stringify(marks instanceof Map ? [...marks] : marks),
  }
}
