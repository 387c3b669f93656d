/*
 * Each kind of harm, told by somebody in a browser to the product as a process of its own, with and without script, through
 * a fault of ours and a line that is cut as they send it; they come back by their code. Then nothing that the product said
 * or left lying, but for its tables and what it sealed, holds a word of theirs, a name, a number, a code, or what their
 * browser says of them.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { programmes } from '../../../src/programmes.ts'
import { owner } from '../../cast.ts'
import { openStage, type Stage } from '../../faults/stage.ts'
import { complaintsOf, fine, launch, skip } from './looks.ts'
import { answer, example, forThePublic, goOn, marked, marks, tell } from './telling.ts'

const traces = { userAgent: 'CanaryBrowser/77', forwarded: '203.0.113.77' }

let stage: Stage
let browser: Browser
let origin: string
const codes: string[] = []

describe('each kind of harm, told in a browser', { skip }, () => {
  before(
    async () => {
      stage = await openStage({ seed: 1 })
      origin = stage.product.url
      await atTheOwners(broken)
      browser = await launch()
    },
    { timeout: 300_000 },
  )
  after(async () => {
    await browser?.close()
    await stage?.close()
  })

  for (const { id, report: whole } of programmes)
    if (whole) {
      const report = forThePublic(whole)
      it(`${id}: told by name, with script, every kind of page shutting nobody out at 390 pixels`, async () => {
        const page = await opened(390, true)
        const complaints = complaintsOf(page, origin)
        await page.goto(`${origin}/report/${report.address}/about`)
        await fine(page)
        const told = marked(report.ask, example(report, 'named'))
        const sent = await tell(page, { origin, report, told, look: fine, beforeSending: failTwice })
        assert.ok(sent.asked > 8, String(sent.asked))
        await kept(page, id, sent)
        assert.deepEqual([...complaints.filter(one => !/status of 50[03]/.test(one))], [])
        await page.context().close()
      })
      it(`${id}: told without a name where no script runs, at 1280 pixels`, async () => {
        const page = await opened(1280, false)
        const told = marked(report.ask, example(report, 'anonymous'))
        await kept(page, id, await tell(page, { origin, report, told, beforeSending: failTwice }))
        await page.context().close()
      })
    }

  it('leaves no word, name, number or code in a log or any other file', () => {
    const said = stage.product.said.join('\n')
    assert.match(said, /^fault /m, 'faults were met, and told of')
    const places = [['what it said', said], ...filesIn(stage.product.folder)] as const
    assert.ok(
      places.some(([place]) => place.endsWith('.log')),
      'its log is looked into',
    )
    const left = [...marks, ...codes, ...Object.values(traces)].map(word => word.toLowerCase())
    assert.ok(codes.length > 40 && left.every(word => word.length > 9), left.join())
    const found = places.flatMap(([place, words]) => {
      const lower = words.toLowerCase()
      return left.filter(word => lower.includes(word)).map(word => `${word} in ${place}`)
    })
    assert.deepEqual(found, [])
  })

  it('somebody who has no word for it is led to the form by two plain questions, and back, without script', async () => {
    const page = await opened(390, false)
    await page.goto(`${origin}/report`)
    await page.getByRole('button', { name: 'I do not know what this is' }).click()
    await page.getByLabel('Me', { exact: true }).check()
    await goOn(page)
    await page.getByLabel('Somebody close to me hurts me').check()
    await goOn(page)
    await page.getByRole('heading', { name: 'This may be the right form' }).waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    assert.equal(await page.getByLabel('Somebody close to me hurts me').isChecked(), true)
    await goOn(page)
    assert.equal(page.url(), `${origin}/report/which`)
    await page.getByRole('link', { name: 'My partner, my ex or my family' }).click()
    await page.waitForURL('**/report/2')
    await page.context().close()
  })

  it('the list, the two questions and the page over the border shut nobody out, wide and narrow', async () => {
    for (const width of [390, 1280]) {
      const page = await opened(width, true)
      await page.goto(`${origin}/report`)
      await fine(page)
      await page.goto(`${origin}/report/which`)
      await fine(page)
      await goOn(page)
      await fine(page)
      await page.getByLabel('A child or young person').check()
      await goOn(page)
      await fine(page)
      await goOn(page)
      await fine(page, 'Any of these may fit')
      const roads = programmes.find(one => one.id === 'dangerous-driving')!.report!
      const told = { ...example(roads, 'anonymous'), where: { kind: 'place', typed: 'CV1 5RR' } }
      await page.goto(`${origin}/report/12/1`)
      await answer(page, roads, 'danger', told)
      await answer(page, roads, 'kinds', told)
      await answer(page, roads, 'where', told)
      await fine(page, 'That place seems to be outside Warwickshire')
      assert.match(await page.locator('main').innerText(), /West Midlands Police/)
      await page.getByRole('button', { name: 'Carry on with my report' }).click()
      await page.getByRole('heading', { name: 'How often?' }).waitFor()
      await page.context().close()
    }
  })
})

async function opened(width: number, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: { width, height: 844 }, javaScriptEnabled, userAgent: traces.userAgent },
    extraHTTPHeaders: { 'x-forwarded-for': traces.forwarded },
  })
  return await context.newPage()
}

/** It is kept as a report of this kind, its code opens what is said of it, and nothing is left with the browser. */
async function kept(page: Page, id: string, sent: Readonly<{ reference: string; receipt: string }>): Promise<void> {
  codes.push(sent.receipt, sent.receipt.replaceAll('-', ''))
  const [row] = await stage.ask(`select kind from kernel.reports where reference = '${sent.reference}'`)
  assert.equal(row?.kind, id)
  await page.goto(`${origin}/return`)
  await page.getByLabel('Your code').fill(sent.receipt)
  await goOn(page)
  await page.locator('textarea').fill('And canarywords')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('And canarywords').waitFor()
  assert.deepEqual(await page.context().cookies(), [])
}

/** Says in its error, as a fault of a database may, all that it was about to keep. */
const tables = ['kernel.reports', 'kernel.person_names']
const broken = `create function public.broken() returns trigger language plpgsql as
    'begin raise exception ''canarywords %'', new; end';
  ${tables.map(table => `create trigger broken before insert on ${table} for each row execute function public.broken()`).join(';')};
  ${tables.map(table => `alter table ${table} disable trigger broken`).join(';')}`
const breaking = (how: 'enable' | 'disable') =>
  atTheOwners(tables.map(table => `alter table ${table} ${how} trigger broken`).join(';'))
const atTheOwners = (statements: string) => owner(stage.ownerUrl(), client => client.query(statements))

/** A fault of ours, and then the line cut under it: the page says so each time, with all that was told still on it. */
async function failTwice(page: Page): Promise<void> {
  const told = await page.locator('.govuk-summary-list').allInnerTexts()
  assert.ok(told.length > 0)
  await breaking('enable')
  await sentInVain(page)
  await breaking('disable')
  stage.between.injure(() => 'is cut')
  await sentInVain(page)
  stage.between.injure(undefined)
  assert.deepEqual(await page.locator('.govuk-summary-list').allInnerTexts(), told)
}
async function sentInVain(page: Page): Promise<void> {
  const answered = page.waitForResponse(one => one.request().method() === 'POST')
  await page.getByRole('button', { name: 'Send my report' }).click()
  assert.ok((await answered).status() >= 500)
  await page.getByRole('heading', { name: 'Your report has not been sent' }).waitFor()
  await page.waitForLoadState()
}

/** Every file of the data folder, sealed documents with it, but for the tables themselves. */
function filesIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(one => one.isFile())
    .map(one => join(one.parentPath, one.name))
    .filter(path => !path.startsWith(join(folder, 'postgres') + sep) || path.endsWith('.log'))
    .map(path => [path.slice(folder.length + 1), readFileSync(path, 'latin1')] as const)
}
