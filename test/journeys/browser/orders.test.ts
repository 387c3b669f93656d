import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { liveOrders } from '../../../simulate/orders.ts'
import { cast } from '../../cast.ts'
import { type TestHub, testHub } from '../../worker.ts'
import { fine, go, launch, signIn, skip } from './looks.ts'

describe('protective orders in a browser', { skip }, () => {
  let browser: Browser
  let hub: TestHub
  let origin: string
  before(async () => {
    hub = await testHub()
    const { database, house } = hub.it
    await liveOrders({ database, house, until: hub.clock.at }, new Date('2025-01-01'))
    origin = await hub.server.listen({ host: '127.0.0.1', port: 0 })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await hub?.it.close()
  })

  async function signedIn(options: Parameters<Browser['newContext']>[0] = {}, script = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    if (!script) await page.route('**/*.js', route => route.abort())
    await signIn(page, origin, cast.ordersOfficer.name)
    return page
  }

  async function open(page: Page, title: string, within = ''): Promise<void> {
    await page.goto(`${origin}/hub/orders${within}`)
    await go(page.getByRole('link', { name: title }).first())
    const why = page.getByLabel('To work on this case')
    if (await why.isVisible()) {
      await why.check()
      await go(page.getByRole('button', { name: 'Open the record' }))
    }
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Order ' }).waitFor()
  }

  for (const width of [390, 1280])
    it(`shuts nobody out of the register, an order, its copy, what is due and the calendar, at ${width} pixels`, async () => {
      const page = await signedIn({ viewport: { width, height: 900 } }, false)
      for (const path of ['', '?needs=unserved', '/due', '/calendar?month=2026-11', '/calendar?month=2026-02']) {
        await page.goto(`${origin}/hub/orders${path}`)
        await fine(page)
      }
      await open(page, 'Domestic violence protection order', '?needs=breached')
      await fine(page)
      assert.ok(await page.getByText('In force, until the end of 26 November 2026').isVisible())
      await page.getByRole('link', { name: 'Copy for the subject' }).click()
      await page.getByRole('heading', { name: 'Domestic violence protection order' }).waitFor()
      await fine(page)
      await page.context().close()
    })

  it('records that an order was served, by its hour, in a browser that runs no script at all', async () => {
    const page = await signedIn({ javaScriptEnabled: false })
    await open(page, 'Stalking protection order', '?needs=unserved')
    assert.ok(await page.getByText('Made, but not yet served').isVisible())
    await page.getByRole('button', { name: 'Record that the order was served' }).click()
    await page.getByLabel('Day', { exact: true }).fill('18')
    await page.getByLabel('Month', { exact: true }).fill('11')
    await page.getByLabel('Year', { exact: true }).fill('2026')
    await page.getByLabel(/Time/).first().fill('09:40')
    await page.getByLabel('Handed to them').check()
    await page.getByLabel('Who served it?').fill('PC 4471')
    await page.getByRole('button', { name: 'Record this' }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'In force' }).waitFor()
    const [clock] = await hub.rows<{ started_at: Date }>(
      "select started_at from kernel.clocks where clock = 'notifyStalking' order by started_at desc limit 1",
    )
    assert.equal(clock?.started_at.toISOString(), '2026-11-18T09:40:00.000Z')
    await page.getByRole('link', { name: 'The order on one page' }).click()
    await page.getByText('In force, until the end of 26 December 2026').waitFor()
    await page.context().close()
  })

  it('reaches every entry of the calendar by Tab, and shows where it is', async () => {
    const page = await signedIn()
    await page.goto(`${origin}/hub/orders/calendar?month=2026-11`)
    const wanted = await page.locator('.sk-calendar a').count()
    assert.ok(wanted > 8)
    const reached = new Set<string>()
    for (let i = 0; i < wanted + 30; i++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(
        `(() => { const on = document.activeElement; const style = getComputedStyle(on); return { where: on.closest('.sk-calendar') ? on.href + on.textContent : '', unseen: on !== document.body && style.outlineStyle === 'none' && style.boxShadow === 'none' && style.backgroundColor === 'rgba(0, 0, 0, 0)' } })()`,
      )
      const { where, unseen } = at as { where: string; unseen: boolean } // as the expression above makes it
      assert.equal(unseen, false, where)
      if (where) reached.add(where)
    }
    assert.equal(reached.size, wanted)
    await page.context().close()
  })

  it('prints the copy for the subject without anything of ours around it', async () => {
    const page = await signedIn()
    await open(page, 'Domestic violence protection order', '?needs=breached')
    await go(page.getByRole('link', { name: 'Copy for the subject' }))
    await page.getByRole('heading', { name: 'What you must not do' }).waitFor()
    await page.emulateMedia({ media: 'print' })
    for (const ours of ['.govuk-service-navigation', '.govuk-breadcrumbs', '.sk-account', '.sk-unprinted'])
      assert.equal(await page.locator(ours).first().isVisible(), false, ours)
    await page.context().close()
  })
})
