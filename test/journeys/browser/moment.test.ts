import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { type Flood, fromOnePlace, newFlood, wait } from '#web'
import { portalRoutes } from '../../../src/portal/index.ts'
import { programmes } from '../../../src/programmes.ts'
import { sourceOf } from '../../../src/web/source.ts'
import { aWednesday, type TestHouse, testHouse } from '../../house.ts'
import { fine, launch, skip } from './looks.ts'
import { example, forThePublic, tell } from './telling.ts'

let home: TestHouse
let browser: Browser
let origin: string
let flood: Flood
const clock = { at: aWednesday }

describe('a report in a flood of reports', { skip }, () => {
  before(async () => {
    home = await testHouse()
    flood = newFlood()
    const routes = portalRoutes({ house: home.house, area: home.built.area, flood })
    const server = await home.server(routes, () => clock.at)
    origin = await server.listen({ port: 0, host: '127.0.0.1' })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await home?.close()
  })

  const report = forThePublic(programmes.find(one => one.id === 'hate')!.report!)
  const told = { origin, report, told: example(report, 'anonymous') }
  const begins = async () => {
    for (let sent = 0; sent < fromOnePlace; sent++) flood.note(sourceOf('127.0.0.1', clock.at), clock.at)
  }

  it('goes by itself after a moment of the device’s work', async () => {
    const page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    const sent: string[] = []
    page.on('request', request => void (request.method() === 'POST' && sent.push(request.postData() ?? '')))
    const { reference } = await tell(page, { ...told, origin, beforeSending: begins })
    assert.match(reference, /^SK-/)
    assert.match(sent.at(-1) ?? '', /(^|&)challenge=[^&]+&answer=\d+&/)
    await page.context().close()
  })

  it('waits, without script, with a page that shuts nobody out, and is then sent', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    await context.route('**/work*.js', route => route.abort())
    const page = await context.newPage()
    await toTheMoment(page)
    await fine(page, 'One moment')
    await page.getByRole('button', { name: 'Send my report' }).click()
    await page.getByRole('heading', { name: 'One moment' }).waitFor()
    clock.at = new Date(clock.at.getTime() + 1000 * wait)
    await page.getByRole('button', { name: 'Send my report' }).click()
    await page.getByRole('heading', { name: 'We have your report' }).waitFor()
    await context.close()
  })

  async function toTheMoment(page: Page): Promise<void> {
    const stop = new Error('stopped')
    const sending = tell(page, {
      ...told,
      origin,
      beforeSending: async () => {
        await begins()
        throw stop
      },
    })
    await assert.rejects(sending, stop)
    await page.getByRole('button', { name: 'Send my report' }).click()
    await page.getByRole('heading', { name: 'One moment' }).waitFor()
  }
})
