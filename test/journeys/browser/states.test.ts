/* Public pages as few people see them: at four times the size, in forced colours, from right to left, by keyboard alone. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { allRoutes } from '../../../src/commands/routes.ts'
import { type TestHouse, testHouse } from '../../house.ts'
import { complaintsOf, fine, launch, skip } from './looks.ts'

let home: TestHouse
let browser: Browser
let origin: string

describe('the front door as few people see it', { skip }, () => {
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

  for (const language of ['pl', 'ur'])
    it(`every page, and its mistakes, at 400 % in forced colours, in ${language}`, async () => {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 }, forcedColors: 'active' })
      const page = await context.newPage()
      const complaints = complaintsOf(page, origin)
      const paths = [
        '/',
        '/report',
        '/report/which',
        '/report/2/about',
        '/report/4',
        '/help',
        '/return',
        '/news',
        '/privacy',
      ]
      for (const path of [...paths, '/contact', '/accessibility', '/how-we-did', '/nothing-is-here']) {
        await page.goto(`${origin}/${language}${path}`)
        await fine(page)
        assert.equal(await page.locator('html').getAttribute('dir'), language === 'ur' ? 'rtl' : 'ltr', path)
      }
      await mistakesOf(page, `/${language}/report/4/1`, '#question')
      await mistakesOf(page, `/${language}/return`, '#return')
      assert.deepEqual(complaints, [])
      assert.deepEqual(await context.cookies(), [])
      await context.close()
    })

  it('a whole report by keyboard alone, from its first question to its receipt', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${origin}/report/4/1`)
    const seen = new Set<string>()
    for (let pages = 0; pages < 40; pages++) {
      if (await page.locator('#receipt').count()) break
      await answerByKeys(page)
      seen.add(page.url())
    }
    await page.getByRole('heading', { name: 'We have your report' }).waitFor()
    assert.ok(seen.size > 10, [...seen].join())
    await context.close()
  })
})

/** The form sent with nothing in it: what is said of it, and where that leads, shuts nobody out either. */
async function mistakesOf(page: Page, path: string, form: string): Promise<void> {
  await page.goto(`${origin}${path}`)
  await page.locator(`${form} .govuk-button[type=submit]`).last().click()
  await page.locator('.govuk-error-summary').waitFor()
  await fine(page)
  await page.locator('.govuk-error-summary a').first().focus()
  await page.keyboard.press('Enter')
  assert.match(String(await page.evaluate('document.activeElement.tagName')), /INPUT|TEXTAREA/)
}

type Focus = Readonly<{ kind: string; name: string; value: string; words: string }>
const focus = (page: Page): Promise<Focus> =>
  page.evaluate(
    `(({ type, tagName, name, value, textContent }) => ({ kind: type || tagName, name: name || '', value: value || '', words: (textContent || '').trim() }))(document.activeElement)`,
  )

/** What is chosen where the first of the choices would ask for more; everything else is answered by its first. */
const chosen: Readonly<Record<string, string>> = {
  ...{ danger: 'no', 'when.precision': 'unknown', 'where.kind': 'unknown', named: 'no', before: 'no', threat: 'no' },
}
const onwards = /^(Continue|Carry on with my report|Send my report|Start)/

/** Answers what a page asks by Tab, arrows, Space, letters and Enter, and goes on by its button. */
async function answerByKeys(page: Page): Promise<void> {
  const done = new Set<string>()
  for (let tabs = 0; tabs < 80; tabs++) {
    await page.keyboard.press('Tab')
    const now = await focus(page)
    if ((now.kind === 'submit' || now.kind === 'A') && onwards.test(now.words)) {
      await page.evaluate(`document.body.dataset.left = 'yes'`)
      await page.keyboard.press('Enter')
      await page.locator('body:not([data-left])').waitFor({ state: 'attached' })
      await page.waitForLoadState()
      assert.equal(await page.locator('.govuk-error-summary').count(), 0, `${page.url()} ${await page.title()}`)
      return
    }
    if (done.has(now.name)) continue
    if (now.kind === 'radio') await chooseByKeys(page, now)
    else if (now.kind === 'checkbox') await page.keyboard.press('Space')
    else if (now.kind === 'textarea') await page.keyboard.type('He shouted at me')
    else continue
    done.add(now.name)
  }
  assert.fail(`no way on by Tab from ${page.url()} ${await page.title()}`)
}

async function chooseByKeys(page: Page, { name, value }: Focus): Promise<void> {
  const wanted = chosen[name] ?? value
  await page.keyboard.press('Space')
  for (let moves = 0; moves < 20 && (await focus(page)).value !== wanted; moves++)
    await page.keyboard.press('ArrowDown')
  assert.equal((await focus(page)).value, wanted, `${name} by arrows`)
}
