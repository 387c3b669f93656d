import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { languages } from '#web'
import { allRoutes } from '../../../src/commands/routes.ts'
import { bringPack } from '../../../src/directory/index.ts'
import { gather } from '../../cast.ts'
import { type TestHouse, testHouse } from '../../house.ts'
import { fine, launch, skip } from './looks.ts'

let home: TestHouse
let browser: Browser
let origin: string

describe('the front door in other languages, in a browser', { skip }, () => {
  before(async () => {
    home = await testHouse()
    await gather(home.db.ownerUrl)
    await bringPack(home.database, { house: home.house, area: home.built.area }, home.at)
    const server = await home.server(allRoutes({ ...home.built, house: home.house }))
    origin = await server.listen({ port: 0, host: '127.0.0.1' })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await home?.close()
  })

  for (const { path, name, tag } of languages.slice(1))
    it(`shuts nobody out in ${name} (${tag}), on a telephone and on a desk`, async () => {
      for (const width of [320, 1280]) {
        const page = await browser.newPage({ viewport: { width, height: 844 } })
        for (const at of [
          '',
          '/report',
          '/report/which',
          '/report/4',
          '/report/4/1',
          '/report/8/about',
          '/help',
          '/return',
          '/plan',
          '/plan/measures/official.stalking-and-harassment',
        ]) {
          await page.goto(`${origin}${path}${at}`)
          await fine(page)
        }
        await page.goto(`${origin}${path}/report/4/1`)
        await goOn(page)
        await page.locator('.govuk-error-summary').waitFor()
        await fine(page)
        await page.close()
      }
    })

  it('runs from right to left in Urdu, but for numbers to call', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 844 } })
    await page.goto(`${origin}/ur/help`)
    const middle = 640
    const left = async (selector: string) => (await page.locator(selector).first().boundingBox())!.x
    assert.ok((await left('.sk-header__home')) > middle, 'the name of the service stands at the right')
    assert.ok((await left('.govuk-exit-this-page__button')) < middle, 'the way out stands at the left')
    const style = (selector: string, what: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${what}`)
    assert.equal(await style('main a[href^="tel:"]', 'unicodeBidi'), 'isolate')
    assert.equal(await style('h1', 'textAlign'), 'start')
    await page.goto(`${origin}/ur/report/4/1`)
    const box = (await page.locator('input[type=radio]').first().boundingBox())!
    const words = (await page.locator('.govuk-radios__label').first().boundingBox())!
    assert.ok(box.x > words.x, 'what is chosen stands at the right of its words')
    await page.close()
  })

  it('fetches no letters that the language has no use for', async () => {
    for (const [path, wanted] of [
      ['/', ['letters']],
      ['/ur', []],
      ['/pl', ['letters', 'more-letters']],
    ] as const) {
      const page = await browser.newPage()
      const fetched: string[] = []
      page.on('request', request => {
        const found = /assets\/([a-z-]+)-[0-9a-f]+\.woff2/.exec(request.url())?.[1]
        if (found) fetched.push(found)
      })
      await page.goto(`${origin}${path}`)
      await page.waitForLoadState('networkidle')
      assert.deepEqual([...new Set(fetched)].sort(), wanted, path)
      await page.close()
    }
  })

  for (const scripted of [true, false])
    it(`is changed in the middle of a form ${scripted ? 'with' : 'without'} script, and keeps what was typed`, async () => {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: scripted })
      const page = await context.newPage()
      await page.goto(`${origin}/report/4/1`)
      await page.locator('input[value=victim]').check()
      await goOn(page)
      await page.locator('input[value=no]').check()
      await goOn(page)
      await page.locator('textarea').fill('Half a sentence')
      await page.getByRole('button', { name: 'اردو' }).click()
      await page.waitForURL(`${origin}/ur/report/4/3`)
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
      assert.equal(await page.locator('textarea').inputValue(), 'Half a sentence')
      await page.getByRole('button', { name: 'English' }).click()
      await page.waitForURL(`${origin}/report/4/3`)
      assert.equal(await page.locator('textarea').inputValue(), 'Half a sentence')
      assert.deepEqual(await context.cookies(), [])
      await context.close()
    })
})

/** Presses the button that goes on, whatever it is called here. */
const goOn = (page: Page): Promise<void> => page.locator('main form button[value=next]').click()
