import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type Field, isAsked, part, type Questions, type ReportDef, readAnswers, type Told } from '#kernel'
import { allRoutes } from '../../../src/commands/routes.ts'
import { programmes } from '../../../src/programmes.ts'
import { rowsOf } from '../../embedded-life.ts'
import { type TestHouse, testHouse } from '../../house.ts'
import { complaintsOf, fine, launch, skip } from './looks.ts'

let home: TestHouse
let browser: Browser
let origin: string

describe('each kind of harm, told in a browser', { skip }, () => {
  before(async () => {
    home = await testHouse()
    const server = await home.server(allRoutes(home.built))
    origin = await server.listen({ port: 0, host: '127.0.0.1' })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await home?.close()
  })

  for (const { id, report: whole } of programmes)
    if (whole) {
      const report = forThePublic(whole)
      it(`${id}: told by name, with script, every kind of page shutting nobody out at 390 pixels`, async () => {
        const page = await opened(390, true)
        const complaints = complaintsOf(page, origin)
        await page.goto(`${origin}/report/${report.address}/about`)
        await fine(page)
        const asked = await tell(page, id, report, example(report, 'named'), fine)
        assert.ok(asked > 8, String(asked))
        assert.deepEqual([...complaints, ...(await page.context().cookies())], [])
        await page.context().close()
      })
      it(`${id}: told without a name where no script runs, at 1280 pixels`, async () => {
        const page = await opened(1280, false)
        const complaints = complaintsOf(page, origin)
        await tell(page, id, report, example(report, 'anonymous'))
        assert.deepEqual([...complaints, ...(await page.context().cookies())], [])
        await page.context().close()
      })
    }

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
  const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled })
  return await context.newPage()
}

/** A form without what only professionals are asked, who have a form of their own. */
function forThePublic(report: ReportDef): ReportDef {
  return { ...report, ask: publicly(report.ask) }
}
function publicly(ask: Questions): Questions {
  return Object.fromEntries(
    Object.entries(ask).flatMap(([name, field]) =>
      field.referral ? [] : [[name, field.each ? { ...field, each: publicly(field.each) } : field]],
    ),
  )
}

/** One of the form's own examples, with a day that any day will do for. */
const example = (report: ReportDef, name: string): Told => {
  const answers: Told = report.examples?.[name]?.answers ?? {}
  return { ...answers, ...(part(answers, 'when') !== undefined && { when: { precision: 'ongoing', about: 'Often' } }) }
}

/** Tells a whole report by its pages, and says how many questions were asked; it is kept, and no page's name says what. */
async function tell(
  page: Page,
  id: string,
  report: ReportDef,
  told: Told,
  look: (page: Page) => Promise<void> = async () => {},
): Promise<number> {
  const seen = new Set<string>()
  const lookOnce = async (kind: string) => {
    if (!seen.has(kind)) await look(page)
    seen.add(kind)
  }
  await page.goto(`${origin}/report/${report.address}`)
  await lookOnce('start')
  await page.getByRole('button', { name: 'Start' }).click()
  const asked = askedOf(report, told)
  for (const name of asked) {
    await page.waitForLoadState()
    assert.match(page.url(), /\/report\/\d+\/\d+$/)
    await lookOnce(report.ask[name]!.kind)
    assert.match(await page.title(), /^Question \d+$/)
    await answer(page, report, name, told)
    const pause = page.getByRole('button', { name: 'Carry on with my report' })
    if (await pause.isVisible()) await pause.click()
  }
  await lookOnce('files')
  await goOn(page)
  await lookOnce('answers')
  await page.getByRole('button', { name: 'Send my report' }).click()
  await page.getByRole('heading', { name: 'We have your report' }).waitFor()
  await lookOnce('done')
  const reference = await page.locator('#reference').innerText()
  const [row] = await rowsOf(home.db.ownerUrl, `select kind from kernel.reports where reference = '${reference}'`)
  assert.equal(row?.kind, id)
  return asked.length
}

/** The questions that these answers call for, in order. */
function askedOf({ ask }: ReportDef, told: Told): readonly string[] {
  const read = readAnswers(ask, told, { today: '2026-11-18', zone: 'Europe/London', places: noPlaces })
  assert.ok('answers' in read, JSON.stringify(read))
  return Object.keys(ask).filter(name => isAsked(ask[name]!, read.answers))
}
const noPlaces = { find: () => [], get: () => undefined }

async function answer(page: Page, { ask }: ReportDef, name: string, told: Told): Promise<void> {
  await put(page, name, ask[name]!, part(told, name))
  await goOn(page)
  // What was typed may be like places that the gazetteer knows: the words are kept as they are.
  const typed = page.locator(`input[name="${name}.chosen"][value="as-typed"]`)
  if (await typed.count()) {
    await typed.check()
    await goOn(page)
  }
}

/** Fills in one question as its kind of field is put. */
async function put(page: Page, name: string, field: Field<unknown>, given: unknown): Promise<void> {
  const tick = (at: string, value: unknown) => page.locator(`input[name="${at}"][value="${value}"]`).check()
  const type = (at: string, value: unknown) => page.locator(`[name="${at}"]`).fill(String(value))
  if (given === undefined) return
  if (field.kind === 'radios') await tick(name, given)
  else if (field.kind === 'checkboxes') for (const one of [given].flat()) await tick(name, one)
  else if (field.kind === 'happened') await tick(`${name}.precision`, part(given, 'precision'))
  else if (field.kind === 'place') {
    await tick(`${name}.kind`, part(given, 'kind'))
    const [box, typed] = [part(given, 'kind') === 'online' ? 'link' : 'typed', part(given, 'typed')]
    if (typed !== undefined) await type(`${name}.${box}`, typed)
  } else if (field.kind === 'born') await type(`${name}.year`, given)
  else if (field.kind === 'people') await putPeople(page, name, field.each ?? {}, [given].flat())
  else await type(name, given)
}

async function putPeople(page: Page, name: string, each: Questions, people: readonly unknown[]): Promise<void> {
  for (const [index, person] of people.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add another person' }).click()
    for (const [inner, field] of Object.entries(each))
      await put(page, `${name}.${index}.${inner}`, field, part(person, inner))
  }
}

const goOn = (page: Page) => page.getByRole('button', { name: 'Continue' }).click()
