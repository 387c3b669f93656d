import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { workOnce } from '#kernel'
import { matchJob } from '#matching'
import { cast } from '../../cast.ts'
import { aWednesday } from '../../house.ts'
import { type TestHub, testHub } from '../../worker.ts'
import { fine, launch, signIn, skip } from './looks.ts'

describe('finding somebody, and saying who they are, in a browser', { skip }, () => {
  let browser: Browser
  let hub: TestHub
  let origin: string
  before(async () => {
    hub = await testHub()
    origin = await hub.server.listen({ host: '127.0.0.1', port: 0 })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await hub?.it.close()
  })

  async function signedIn({ width = 1280, script = true }: { width?: number; script?: boolean } = {}) {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    if (!script) await page.route('**/*.js', route => route.abort())
    await signIn(page, origin, cast.triage.name)
    return { page, context }
  }

  /** Two reports of one person, called a little differently, once the worker has compared them. */
  async function toldTwice(family: string): Promise<string> {
    const { id } = await hub.report({ given: 'William', family })
    await hub.report({ given: 'Bill', family })
    for (let worked = await workOnce(hub.it.database, [matchJob], aWednesday); worked; )
      worked = await workOnce(hub.it.database, [matchJob], aWednesday)
    return id
  }

  const states = async (page: Page) => {
    await page.getByLabel('To triage this report').check()
    await page.getByRole('button', { name: 'Open the record' }).click()
  }

  it('answers while somebody types, and the arrows go through what was found and back', async () => {
    await hub.report({ given: 'Zenobia', family: 'Fastfinger' })
    const { page, context } = await signedIn()
    await page.goto(`${origin}/hub/people`)
    await page.getByLabel('Why do you need to see this?').selectOption('To triage this report')
    const box = page.getByLabel('What is known of them')
    await box.pressSequentially('zen fastf')
    await page.getByRole('heading', { name: 'Zenobia Fastfinger' }).waitFor()
    await fine(page, 'Find a person')
    await page.keyboard.press('ArrowDown')
    assert.match(String(await page.evaluate('document.activeElement.textContent')), /^SK-/)
    await page.keyboard.press('Escape')
    assert.ok(await box.evaluate(one => one.matches(':focus')))
    await box.fill('zen fastg')
    await page.getByRole('heading', { name: 'Nobody found' }).waitFor()
    assert.equal(await page.getByRole('status').first().textContent(), 'Nobody found')
    await box.fill('')
    await page.getByRole('heading', { name: 'Nobody found' }).waitFor({ state: 'detached' })
    assert.equal(page.url(), `${origin}/hub/people`)
    await context.close()
  })

  for (const script of [true, false])
    for (const width of [390, 1280])
      it(`a pair is compared, said to be one person, and taken back, ${script ? 'with' : 'without'} script at ${width} pixels`, async () => {
        const family = `Pairby${width}${script ? 'a' : 'b'}`
        const report = await toldTwice(family)
        const { page, context } = await signedIn({ width, script })
        await page.goto(`${origin}/hub/reports/${report}`)
        await states(page)
        await fine(page, 'Report SK-')
        await page.getByRole('link', { name: /Who is this\?\s*William/ }).click()
        await fine(page, 'Who is William')
        await page.getByText('How this was reckoned').first().click()
        await fine(page)
        await page.getByRole('link', { name: `Bill ${family}` }).click()
        await states(page)
        await fine(page, 'Are these one person?')
        await page.getByLabel('One person', { exact: true }).check()
        await page.getByLabel('Why do you think so?').fill('He said so himself.')
        await page.getByRole('button', { name: 'Record what they are' }).click()
        await fine(page, 'Are these one person?')
        await page.getByText('That was wrong: take it back').click()
        await page.getByLabel('Why was “One person” wrong?').fill('It was his father.')
        await page.getByRole('button', { name: 'Take it back' }).click()
        await page.getByText('What was said has been taken back').waitFor()
        await fine(page, 'Are these one person?')
        await page.goto(`${origin}/hub/matches`)
        await fine(page, 'Possible matches')
        assert.ok((await page.getByRole('link', { name: / and .*, compare the two records/ }).count()) > 0)
        await context.close()
      })

  for (const width of [390, 1280])
    it(`what stands against a link is read before it is tried, and what was taken is led to, at ${width} pixels`, async () => {
      const family = `Againstby${width}`
      const report = await toldTwice(family)
      const { page, context } = await signedIn({ width })
      const compare = async () => {
        await page.goto(`${origin}/hub/reports/${report}`)
        await page.getByRole('link', { name: /Who is this\?\s*William/ }).click()
        await page.getByRole('link', { name: `Bill ${family}` }).click()
      }
      const say = async (what: string) => {
        await page.getByLabel(what, { exact: true }).check()
        await page.getByLabel('Why do you think so?').fill('I met them.')
        await page.getByRole('button', { name: 'Record what they are' }).click()
      }
      await page.goto(`${origin}/hub/reports/${report}`)
      await states(page)
      await compare()
      await states(page)
      await say('One person')
      await page.goto(`${origin}/hub/reports/${report}`)
      await page.getByRole('link', { name: 'a known person' }).first().click()
      await states(page)
      await fine(page, `William ${family}`)
      await page.getByText('That is wrong: undo the link').first().click()
      await page.getByLabel('Why is it wrong?').first().fill('His father.')
      await page.getByRole('button', { name: 'Undo the link' }).first().click()
      await page.getByRole('heading', { name: 'Taken from this person' }).waitFor()
      await fine(page)
      await page.getByRole('link', { name: /compare the two records/ }).click()
      await say('Not the same person')
      await fine(page, 'Are these one person?')
      await page.goto(`${origin}/hub/reports/${report}`)
      await page.getByRole('link', { name: /Who is this\?\s*William|undo it\s*William/ }).click()
      await page.getByText('are different people').waitFor()
      await fine(page, 'Who is William')
      await context.close()
    })

  it('the queue is moved through by its keys', async () => {
    await toldTwice('Keysby')
    const { page, context } = await signedIn()
    await page.goto(`${origin}/hub/matches`)
    await states(page)
    await fine(page, 'Possible matches')
    await page.keyboard.press('j')
    assert.match(String(await page.evaluate('document.activeElement.textContent')), / and .*, compare the two records$/)
    await page.keyboard.press('Enter')
    await fine(page, 'Are these one person?')
    await context.close()
  })
})
