import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { cast, type Part } from '../../cast.ts'
import { type TestHub, testHub } from '../../worker.ts'
import { fine, go, launch, signIn, skip } from './looks.ts'

describe('the hub in a browser', { skip }, () => {
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

  /** Somebody of the cast, signed in at a browser of their own; `said` gathers what the browser complains of. */
  async function at(part: Part, options: { width?: number; script?: boolean } = {}) {
    const { width = 1280, script = true } = options
    const context = await browser.newContext({ viewport: { width, height: 900 } })
    const page = await context.newPage()
    // A browser without any script could not run the tool that looks for barriers: it is ours that is kept away.
    if (!script) await page.route('**/*.js', route => route.abort())
    const said: string[] = []
    page.on('console', message => message.type() === 'error' && said.push(message.text()))
    page.on('pageerror', fault => said.push(fault.message))
    await signIn(page, origin, cast[part].name)
    return { page, context, said }
  }

  for (const script of [true, false]) {
    for (const width of [390, 1280]) {
      const how = `${script ? 'with' : 'without'} script at ${width} pixels`
      it(`a report is opened, understood, decided on and worked as a case, ${how}`, async () => {
        const report = await hub.report({ given: 'Marigold', family: `Wanderby${width}${script ? 'a' : 'b'}` })
        const worker = await at('triage', { width, script })
        await triages(worker.page, report.reference)
        await leave(worker)

        const officer = await at('officer', { width, script })
        await makesContact(officer.page)
        await leave(officer)

        const supervisor = await at('hateSupervisor', { width, script })
        await closes(supervisor.page, await caseOf(report.id))
        await leave(supervisor)
        const [row] = await hub.rows('select state from kernel.cases where report_id = $1', [report.id])
        assert.equal(row?.state, 'closed')
      })
    }
  }

  const caseOf = async (report: string): Promise<string> =>
    (await hub.rows<{ id: string }>('select id from kernel.cases where report_id = $1', [report]))[0]!.id

  async function triages(page: Page, reference: string): Promise<void> {
    await fine(page)
    await page.getByRole('button', { name: `report ${reference}` }).click()
    await fine(page, `Report ${reference}`)
    assert.ok(await page.getByText('Never leave a message').first().isVisible())
    await page.getByRole('link', { name: /Who is this\?\s*Marigold/ }).click()
    await fine(page, 'Who is Marigold')
    await page.getByLabel('Nobody we know yet').check()
    await page.getByLabel('Why do you think so?').fill('Nobody of that name is known to us.')
    await page.getByRole('button', { name: 'Record who this is' }).click()
    await fine(page, `Report ${reference}`)
    await page.getByRole('button', { name: /Decide about Marigold/ }).click()
    await page.getByRole('button', { name: 'Record the decision' }).click()
    await fine(page, 'Decide about Marigold')
    await page.getByRole('link', { name: 'Enter the reason for this decision' }).click()
    assert.equal(await page.evaluate('document.activeElement.id || location.hash.slice(1)'), 'rationale')
    await page.getByLabel('Refer', { exact: true }).check()
    await page.getByLabel('Where to').selectOption({ label: 'Hate crime' })
    await page.getByLabel('Why?', { exact: true }).fill('She is afraid to go to work.')
    await page.getByLabel('Under which lawful basis?').selectOption({ index: 1 })
    await page.getByLabel('Yes', { exact: true }).check()
    await page.getByLabel('They agree').check()
    await page.getByLabel('Open Hands Warwickshire').check()
    await page.getByRole('button', { name: 'Record the decision' }).click()
    await fine(page, `Report ${reference}`)
    assert.ok(await page.getByText('Your decision has been recorded.').isVisible())
  }

  async function makesContact(page: Page): Promise<void> {
    await fine(page)
    await page.getByRole('button', { name: 'Contact the person targeted' }).first().click()
    await fine(page, 'Case ')
    await page.getByRole('button', { name: 'Record contact with the person targeted' }).click()
    await fine(page, 'Record contact')
    await page.getByLabel('Phone', { exact: true }).check()
    await page.getByLabel('What do they want to happen?').fill('To be left in peace.')
    await page.getByLabel('Yes', { exact: true }).check()
    await page.getByRole('button', { name: 'Record this' }).click()
    await fine(page, 'Case ')
    assert.ok(await page.getByText('To be left in peace.').isVisible())
  }

  async function closes(page: Page, caseId: string): Promise<void> {
    await page.goto(`${origin}/hub/cases/${caseId}`)
    await fine(page, 'Why do you need to see this?')
    await page.getByLabel('To work on this case').check()
    await page.getByRole('button', { name: 'Open the record' }).click()
    await page.getByRole('button', { name: 'Record the outcome and close' }).click()
    await fine(page, 'Record the outcome')
    await page.getByLabel('Support provided').check()
    await page.getByLabel('Not asked', { exact: true }).check()
    await page.getByLabel('Why were they not asked?').fill('She moved away.')
    await page.getByLabel('Why?', { exact: true }).fill('Everything promised was done.')
    await page.getByLabel('Under which lawful basis?').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Record the decision' }).click()
    await fine(page, 'Case ')
  }

  it('shuts nobody out of the pages for adding, finding, correcting and auditing, at either width', async () => {
    const report = await hub.report()
    const { reference } = await hub.report({ given: 'Marigold' })
    const worker = await at('triage')
    await triages(worker.page, reference)
    await leave(worker)
    const [row] = await hub.rows<{ id: string }>('select id from kernel.cases order by opened_at desc, id desc limit 1')
    for (const width of [390, 1280]) {
      const triage = await at('triage', { width })
      for (const path of ['/hub/people', '/hub/cases', '/hub/cases?reference=SK-NONE', `/hub/reports/${report.id}`]) {
        await triage.page.goto(origin + path)
        await fine(triage.page)
      }
      await triage.page.goto(`${origin}/hub/people`)
      await triage.page.getByLabel('What is known of them').fill('examplewick')
      await triage.page.getByLabel('Why do you need to see this?').selectOption('To triage this report')
      await triage.page.getByRole('button', { name: 'Find' }).click()
      await fine(triage.page, 'Find a person')
      assert.doesNotMatch(triage.page.url(), /examplewick/i)
      await leave(triage)

      const officer = await at('officerToo', { width })
      await officer.page.goto(`${origin}/hub/cases/${row!.id}`)
      await officer.page.getByLabel('To work on this case').check()
      await officer.page.getByRole('button', { name: 'Open the record' }).click()
      await officer.page.getByRole('button', { name: 'Add a note' }).click()
      await officer.page.getByLabel('Note', { exact: true }).fill('Written by mistake')
      await officer.page.getByRole('button', { name: 'Record this' }).click()
      await officer.page
        .getByRole('link', { name: /Correct this entry/ })
        .first()
        .click()
      await fine(officer.page, 'Correct this entry')
      for (const more of ['actions', 'shares', 'documents']) {
        await officer.page.goto(`${origin}/hub/cases/${row!.id}/${more}`)
        await fine(officer.page)
      }
      await leave(officer)

      const auditor = await at('auditor', { width })
      await auditor.page.goto(`${origin}/hub/audit`)
      await fine(auditor.page, 'Audit')
      await leave(auditor)
    }
  })

  it('is worked in a browser that runs no script at all', async () => {
    const report = await hub.report()
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/hub`)
    await page.getByRole('button', { name: cast.triage.name }).click()
    await page.getByRole('button', { name: `report ${report.reference}` }).click()
    await go(page.getByRole('button', { name: /Decide about/ }))
    await page.getByLabel('No further action').check()
    await page.getByLabel('Why?', { exact: true }).fill('Told twice.')
    await page.getByLabel('Under which lawful basis?').selectOption({ index: 1 })
    await page.getByLabel('Not yet', { exact: true }).check()
    await page.getByLabel('They object').check()
    assert.ok(await page.getByLabel('Why go ahead all the same?').isVisible())
    await page.getByRole('button', { name: 'Record the decision' }).click()
    await page.getByRole('link', { name: 'Enter why you are going ahead' }).waitFor()
    await page.getByLabel('Why go ahead all the same?').fill('A risk to others.')
    await page.getByRole('button', { name: 'Record the decision' }).click()
    await page.getByText('Your decision has been recorded.').waitFor()
    await context.close()
  })

  it('moves through the worklist and opens a row by keys alone', async () => {
    await hub.report()
    await hub.report()
    const { page, context, said } = await at('triageToo')
    for (const key of ['j', 'j', 'k']) await page.keyboard.press(key)
    const first = await page.locator('[data-sk-row]').first().textContent()
    assert.equal(await page.evaluate('document.activeElement.textContent'), first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/hub\/reports\//)
    await fine(page, 'Report ')
    await leave({ page, context, said })
  })

  it('reaches every control of the decision by Tab, and shows where it is', async () => {
    const report = await hub.report()
    const { page, context, said } = await at('triageToo')
    await page.getByRole('button', { name: `report ${report.reference}` }).click()
    await go(page.getByRole('button', { name: /Decide about/ }))
    const reached = new Set<string>()
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press('Tab')
      reached.add(
        String(await page.evaluate('document.activeElement.name || document.activeElement.textContent.trim()')),
      )
      const unseen = await page.evaluate(
        `(() => { const style = getComputedStyle(document.activeElement); return document.activeElement !== document.body && style.outlineStyle === 'none' && style.boxShadow === 'none' && style.backgroundColor === 'rgba(0, 0, 0, 0)' })()`,
      )
      assert.equal(unseen, false, `the focus cannot be seen on ${[...reached].at(-1)}`)
    }
    for (const name of ['what', 'rationale', 'lawfulBasis', 'told', 'view', 'tell', 'Record the decision'])
      assert.ok(reached.has(name), `${name} is not reached`)
    await leave({ page, context, said })
  })

  it('tells of a threat to life on a page that was already open, and one press opens it', async () => {
    const worker = await at('triage')
    await worker.page.goto(`${origin}/hub/people`)
    const report = await hub.report({ danger: 'yes' })
    await worker.page.getByRole('alert').getByText(report.reference).waitFor({ timeout: 30_000 })
    await fine(worker.page)
    await worker.page.goto(`${origin}/hub`)
    await fine(worker.page)
    await worker.page.getByRole('button', { name: 'I have seen this: open the report' }).click()
    await fine(worker.page, `Report ${report.reference}`)
    await leave(worker)
  })
})

async function leave({
  context,
  said,
}: {
  context: BrowserContext
  page: Page
  said: readonly string[]
}): Promise<void> {
  await context.close()
  // A form sent back with what is wrong has status 422, which the browser calls an error; script is kept away on purpose.
  assert.deepEqual(
    said.filter(words => !/status of 422|ERR_FAILED/.test(words)),
    [],
  )
}
