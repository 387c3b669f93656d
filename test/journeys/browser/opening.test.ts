import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { cast } from '../../cast.ts'
import { type TestHub, testHub } from '../../worker.ts'
import { fine, launch, signIn, skip } from './looks.ts'

/* A case opened by hand, and a zone drawn for it: forms that grow, and a map that is only ever an extra. */
describe('opening a case and drawing a zone in a browser', { skip }, () => {
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

  for (const script of [true, false]) {
    for (const width of [390, 1280]) {
      it(`a case is opened, somebody added and taken away, and a circle drawn, ${script ? 'with' : 'without'} script at ${width} pixels`, async () => {
        const { page, said } = await signedIn(width, script)
        await opensCase(page)
        await drawsCircle(page)
        await page.context().close()
        assert.deepEqual(said, [])
      })
    }
  }

  it('draws corners by pointer, says what lies between them, and keeps the case’s page free of them', async () => {
    const { page, said } = await signedIn(1280, true)
    const id = await opensCase(page)
    await page.goto(`${origin}/hub/orders/${id}/zone?draw=yes`)
    await page.getByLabel('A place', { exact: true }).fill('CV31 1AA')
    await page.getByLabel('Corner by corner').check()
    await page.getByRole('button', { name: 'Show the map there' }).click()
    const map = page.locator('svg[data-sk-draw]')
    await map.scrollIntoViewIfNeeded()
    const box = (await map.boundingBox())!
    for (const [x, y] of [
      [0.3, 0.3],
      [0.7, 0.3],
      [0.5, 0.7],
    ] as const)
      await page.mouse.click(box.x + box.width * x, box.y + box.height * y)
    await page.getByText('3 corners. Press').waitFor()
    await page.getByRole('button', { name: 'Show the zone' }).click()
    await fine(page, 'Draw an exclusion zone')
    await page
      .getByText(/An area of [\d.]+ hectares with 3 corners/)
      .first()
      .waitFor()
    await page.getByLabel('Why this zone?').fill('Where she works.')
    await page.getByRole('button', { name: 'Record the zone' }).click()
    await fine(page, 'Exclusion zone')
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('svg.sk-map__drawing').isVisible(), false)
    assert.equal(await page.getByText('hectares').first().isVisible(), false)
    await page.getByText('An exclusion zone is not printed.').waitFor()
    await page.emulateMedia({ media: 'screen' })
    await page.goto(`${origin}/hub/cases/${id}`)
    await fine(page, 'Case ')
    assert.equal(await page.getByText('hectares').count(), 0)
    await page.context().close()
    assert.deepEqual(said, [])
  })

  it('reaches every control of the drawing by Tab, and Enter in the place only shows the zone again', async () => {
    const { page } = await signedIn(1280, true)
    const id = await opensCase(page)
    await page.goto(`${origin}/hub/orders/${id}/zone?draw=yes`)
    await page.getByLabel('Corner by corner').check()
    const reached = new Set<string>()
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab')
      reached.add(String(await page.evaluate('document.activeElement.value || document.activeElement.name')))
    }
    for (const name of ['typed', 'add', 'look', 'show']) assert.ok(reached.has(name), `${name}: ${[...reached]}`)
    await page.getByLabel('A place', { exact: true }).fill('CV31 1AA')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    assert.equal(await page.locator('#corners').inputValue(), '')
    await page.context().close()
  })

  async function signedIn(width: number, script: boolean): Promise<{ page: Page; said: readonly string[] }> {
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    // A browser without any script could not run the tool that looks for barriers: it is ours that is kept away.
    if (!script) await page.route('**/*.js', route => route.abort())
    const said: string[] = []
    const complain = (words: string) => {
      if (!/status of 422|ERR_FAILED/.test(words)) said.push(words)
    }
    page.on('console', message => message.type() === 'error' && complain(message.text()))
    page.on('pageerror', fault => complain(fault.message))
    await signIn(page, origin, cast.ordersOfficer.name)
    return { page, said }
  }

  /** By hand, with a second person added and removed; returns its id, with the page on it. */
  async function opensCase(page: Page): Promise<string> {
    await page.goto(`${origin}/hub/cases`)
    await page.getByRole('button', { name: 'Open a case' }).click()
    await fine(page, 'Open a case')
    await page.getByRole('link', { name: 'Protective orders' }).click()
    await fine(page, 'Open a case')
    await page.getByRole('button', { name: 'Open the case' }).click()
    await fine(page, 'Open a case')
    await page.getByRole('link', { name: 'Enter the reason for this decision' }).click()
    assert.equal(await page.evaluate('document.activeElement.id || location.hash.slice(1)'), 'rationale')
    await page.getByLabel('First name').first().fill('Isolde')
    await page.getByRole('button', { name: 'Add another person' }).first().click()
    await page.locator('#people-protected-1:focus').waitFor()
    await fine(page, 'Open a case')
    await page.getByRole('button', { name: 'Remove person 2' }).click()
    assert.equal(await page.getByLabel('First name').first().inputValue(), 'Isolde')
    await page.getByText('Subject of the order (optional)').click()
    await page.getByLabel('Last name').nth(1).fill('Testperson')
    await page.getByLabel('I am not sure').check()
    await page.getByRole('group', { name: 'Can somebody in it be contacted safely?' }).getByLabel('Yes').check()
    await page.getByLabel('Why is it opened?').fill('A threat was made.')
    await page.getByLabel('Under which lawful basis?').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Open the case' }).click()
    await fine(page, 'Why do you need to see this?')
    await page.getByLabel('To work on this case').check()
    await page.getByRole('button', { name: 'Open the record' }).click()
    await fine(page, 'Case ')
    for (const words of ['The case has been opened.', 'Testperson']) await page.getByText(words).first().waitFor()
    return /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? ''
  }

  async function drawsCircle(page: Page): Promise<void> {
    await page.getByRole('link', { name: 'The exclusion zone' }).click()
    await fine(page, 'Exclusion zone')
    await page.getByRole('button', { name: 'Draw a zone' }).click()
    await fine(page, 'Draw an exclusion zone')
    await page.getByLabel('A place', { exact: true }).fill('high street')
    await page.getByLabel('A circle round that place').check()
    await page.getByLabel('How far round it?').fill('250')
    await page.getByRole('button', { name: 'Show the zone' }).click()
    await fine(page, 'Draw an exclusion zone')
    await page.getByLabel('High Street, Leamington Spa').first().check()
    await page.getByRole('button', { name: 'Show the zone' }).click()
    await fine(page, 'Draw an exclusion zone')
    await page.getByText('Within 250 metres of High Street').first().waitFor()
    await page.getByLabel('Why this zone?').fill('Her shop is there.')
    await page.getByRole('button', { name: 'Record the zone' }).click()
    await fine(page, 'Exclusion zone')
    await page.getByText('The zone has been recorded.').waitFor()
  }
})
