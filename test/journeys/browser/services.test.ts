import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { allRoutes } from '../../../src/commands/routes.ts'
import { bringPack } from '../../../src/directory/index.ts'
import { gather } from '../../cast.ts'
import { type TestHouse, testHouse } from '../../house.ts'
import { fine, go, launch, signIn, skip } from './looks.ts'

let home: TestHouse
let browser: Browser
let origin: string

describe('looking for help in a browser', { skip }, () => {
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

  for (const width of [390, 1280]) {
    for (const scripted of [true, false]) {
      const how = `at ${width} pixels, ${scripted ? 'with' : 'without'} our script`
      it(`leads from a need to a number, a closer fit and a card, and every address on the way is neutral, ${how}`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 844 } })
        const page = await context.newPage()
        if (!scripted) await page.route('**/*.js', route => route.abort())
        const elsewhere: string[] = []
        const addresses = new Set<string>()
        page.on('request', request => {
          if (!request.url().startsWith(origin)) elsewhere.push(request.url())
          else if (!request.url().includes('/assets/')) addresses.add(request.url().slice(origin.length))
        })
        await walkThrough(page)
        assert.deepEqual(elsewhere, [])
        assert.deepEqual([...addresses].sort(), ['/help', '/help/all', '/help/card'])
        assert.deepEqual(await context.cookies(), [])
        await context.close()
      })
    }
  }

  it('works where the browser runs no script at all', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/help`)
    await page.getByRole('button', { name: 'Being stalked' }).click()
    await page.getByRole('heading', { name: 'National Stalking Helpline' }).waitFor()
    await page.getByText('Find a closer fit').click()
    await page.getByLabel('Where: a postcode').fill('CV21 2AB')
    await page.getByRole('button', { name: 'Show what fits' }).click()
    await page.getByText('For: Rugby').waitFor()
    await context.close()
  })

  it('reads from right to left in Urdu, with numbers as they are dialled, and goes on in it', async () => {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await page.goto(`${origin}/ur/help`)
    await page.locator('button[name="need"][value="stalking"]').click()
    await page.waitForURL('**/ur/help')
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
    await fine(page)
    await page.locator('[href="tel:08088020300"]').waitFor()
    await page.context().close()
  })

  it('can be read at four times the size and in forced colours without scrolling sideways', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, forcedColors: 'active' })
    const page = await context.newPage()
    for (const path of ['/help', '/help/all']) {
      await page.goto(`${origin}${path}`)
      await fine(page)
    }
    await page.goto(`${origin}/help`)
    await page.getByRole('button', { name: 'Harmed by partner' }).click()
    await fine(page)
    await context.close()
  })

  it('prints a card of numbers and nothing of ours', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${origin}/help`)
    await page.getByRole('button', { name: 'Being stalked' }).click()
    await go(page.getByRole('button', { name: 'A small card' }))
    await page.emulateMedia({ media: 'print' })
    assert.match(await page.locator('body').innerText(), /^[\s\S]*0808 802 0300/)
    assert.doesNotMatch(await page.locator('body').innerText(), /Safekeep|Stalking|help|Warwickshire/i)
    await page.context().close()
  })

  for (const width of [390, 1280]) {
    it(`lets a keeper write, look at, publish, check and withdraw a service, at ${width} pixels`, async () => {
      const page = await (await browser.newContext({ viewport: { width, height: 844 } })).newPage()
      await signIn(page, origin, 'Hester Waymark')
      await page.goto(`${origin}/hub/services`)
      await fine(page, 'Services')
      await page.getByRole('button', { name: 'Add a service' }).click()
      await fine(page, 'Add a service')
      await page.getByLabel('Refuge').check()
      await page.getByRole('button', { name: 'Continue' }).click()
      await fine(page, 'Add a service: refuge')
      assert.equal(await page.getByLabel('Postcode').count(), 0)
      const name = `Canary haven ${width}`
      await page.getByLabel('Name', { exact: true }).fill(name)
      await page.getByLabel('In a sentence').fill('A room at 7 Abbey Close.')
      await page.getByLabel('What it helps with first').selectOption({ label: 'Somewhere safe to stay' })
      await page.getByLabel('Phone (optional)').fill('0808 157 0190')
      await page.getByLabel('At any time, day and night').check()
      await page.getByRole('button', { name: 'Save as a draft' }).click()
      await fine(page, 'Add a service: refuge')
      await page.getByRole('link', { name: 'Take out whatever says where the refuge is' }).click()
      await page.getByLabel('In a sentence').fill('A room for the night.')
      await page.getByRole('button', { name: 'Look at it first' }).click()
      await fine(page, 'Add a service: refuge')
      await page.getByRole('heading', { name, level: 2 }).waitFor()
      await page.getByRole('button', { name: 'Save as a draft' }).click()
      await fine(page, name)
      await page.getByRole('button', { name: 'Publish it' }).click()
      await page.getByText('Not checked yet').waitFor()
      await go(page.getByRole('button', { name: 'I rang and looked today' }))
      await page.getByText('Not checked yet').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Withdraw it' }).click()
      await fine(page, name)
      await page.getByRole('link', { name: 'Enter why it is withdrawn' }).click()
      await page.getByLabel('Why it is withdrawn').fill('It has closed')
      await page.getByRole('button', { name: 'Withdraw it' }).click()
      await page.getByText('Withdrawn', { exact: true }).first().waitFor()
      await fine(page, name)
      await page.context().close()
    })
  }
})

async function walkThrough(page: Page): Promise<void> {
  await page.goto(`${origin}/help`)
  await fine(page, 'Get help now')
  assert.equal(await page.title(), 'Services')
  await page.getByRole('button', { name: 'Harmed by partner or family' }).click()
  await fine(page, 'Who can help')
  assert.equal(await page.title(), 'Services')
  await page.getByText('Find a closer fit').click()
  await page.getByLabel('Women').check()
  await page.getByLabel('Where: a postcode').fill('High Street')
  await page.getByRole('button', { name: 'Show what fits' }).click()
  await page.getByText('Which one do you mean?').waitFor()
  await fine(page, 'Who can help')
  await page.getByLabel('Rugby', { exact: true }).check()
  await go(page.getByRole('button', { name: 'Show what fits' }))
  await page.getByText('For: Rugby').waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Men’s Advice Line' }).count(), 0)
  await page
    .getByText(/^More about /)
    .first()
    .click()
  await fine(page, 'Who can help')
  await page.getByRole('button', { name: 'A small card' }).click()
  await fine(page, 'Numbers to keep')
  await page.getByRole('button', { name: 'Show the names too' }).click()
  await page.getByText('National Domestic Abuse Helpline').waitFor()
  await page.goto(`${origin}/help/all`)
  await fine(page, 'Every service')
}
