import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sweepOrphans } from '#kernel'
import { child, filled, hidden } from '../../test/referral.ts'
import { type Page, type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let school: Worker

before(async () => {
  hub = await testHub({ whole: true })
  school = hub.stranger()
})
after(() => hub?.it.close())

/** As far as the page of files with one chosen, as a browser without script does it. */
async function withFile(name: string): Promise<Page> {
  const last = await filled(school)
  const draft = hidden(last, '/refer/9/send')
  const file = { name, type: 'text/plain', bytes: Buffer.from(`What ${name} says`) }
  return school.upload('/refer/9/send', { draft, do: 'add' }, file)
}
const save = (page: Page): Promise<Page> =>
  school.post('/refer/9/send', { draft: hidden(page, '/refer/9/send'), do: 'save' })
const codeOn = (page: Page): string => /id="code"[^>]*>([\w-]+)</.exec(page.html)?.[1] ?? assert.fail(page.words)
/** As if every file had lain there for more than a day. */
const sweep = (): Promise<number> =>
  sweepOrphans(hub.it.database, hub.clock.at, new Date(Date.now() + 7 * 24 * 3_600_000))

describe('files of a referral that is put aside', () => {
  it('wait with it, are sent with it, and are nobody’s to keep afterwards', async () => {
    await sweep()
    const saved = await save(await withFile('drawing.txt'))
    assert.match(saved.words, /1 file is saved with it/)
    assert.equal(await sweep(), 0, 'the sweep leaves them alone')
    const elsewhere = hub.stranger()
    const back = await elsewhere.post('/refer/return', { code: codeOn(saved) })
    assert.match(back.words, /Its files are on the next page/)
    const last = await elsewhere.post('/refer/9', { ...child, draft: hidden(back, '/refer/9'), do: 'next' })
    assert.match(last.words, /drawing\.txt/)
    const done = await elsewhere.post('/refer/9/send', { draft: hidden(last, '/refer/9/send'), do: 'send' })
    const [kept] = await hub.rows<{ file_name: string }>(
      `select file_name from kernel.documents d join kernel.reports r on r.id = d.report_id where r.reference = $1`,
      [/SK-[\w-]+/.exec(done.words)?.[0]],
    )
    assert.deepEqual(kept, { file_name: 'drawing.txt' })
    assert.equal(await sweep(), 1, 'what was held is let go once it is kept')
  })

  it('are said to be left out where they are gone, or where there is no room; what was typed is kept', async () => {
    const page = await withFile('note.txt')
    await sweep()
    const gone = await save(page)
    assert.match(gone.words, /1 file could not be saved/)
    assert.match((await school.post('/refer/return', { code: codeOn(gone) })).html, /It was the belt again/)
    await hub.rows(
      `insert into referral.drafts (hash, sealed, bytes, saved_at, until) values ('x', 'x', 20::bigint << 30, '2026-01-01', '2999-01-01')`,
    )
    const full = await save(await withFile('another.txt'))
    assert.match(full.words, /1 file could not be saved/)
    await hub.rows(`delete from referral.drafts where hash = 'x'`)
    assert.match((await school.post('/refer/return', { code: codeOn(full) })).html, /It was the belt again/)
  })

  it('and the words with them survive a page that lay open over a long weekend', async () => {
    const page = await withFile('friday.txt')
    const then = hub.clock.at
    await sweep()
    hub.clock.at = new Date(then.getTime() + 3 * 24 * 3_600_000)
    const monday = await school.post('/refer/9/send', { draft: hidden(page, '/refer/9/send'), do: 'send' })
    assert.equal(monday.status, 422)
    assert.match(monday.words, /There is a problem/)
    const done = await school.post('/refer/9/send', { draft: hidden(monday, '/refer/9/send'), do: 'send' })
    hub.clock.at = then
    assert.match(done.heading, /We have your referral/)
  })
})
