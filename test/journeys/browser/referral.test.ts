import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type TestHub, testHub } from '../../worker.ts'
import { fine, go, launch, skip } from './looks.ts'

let hub: TestHub
let browser: Browser
let origin: string
/** Where pictures of the pages are put, to be looked at by a person; nowhere unless it is said. */
const pictures = process.env.SAFEKEEP_PICTURES

describe('a referral in a browser', { skip }, () => {
  before(async () => {
    hub = await testHub({ whole: true })
    origin = await hub.server.listen({ port: 0, host: '127.0.0.1' })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await hub?.it.close()
  })

  for (const [width, scripted] of [
    [390, true],
    [1280, false],
    [1280, true],
    [390, false],
  ] as const) {
    it(`is begun on one computer, finished on another and kept as a receipt, at ${width} pixels, ${scripted ? 'with' : 'without'} script`, async () => {
      const asked = { viewport: { width, height: 844 }, javaScriptEnabled: scripted }
      const first = await browser.newContext(asked)
      const page = await first.newPage()
      const heard = listened(page)
      const look = looked(width, scripted)
      await page.goto(`${origin}/refer`)
      await look(page, 'Refer somebody through your work')
      await page.getByRole('link', { name: 'Refer a child' }).click()
      await look(page, 'Refer a child')
      await press(page, 'Continue to files and sending')
      await page.getByText('There is a problem').waitFor()
      await look(page, 'Refer a child', 'wrong')
      await page.getByRole('link', { name: 'Select where you work' }).click()
      // Script leads there without changing the address; a browser alone follows the link.
      assert.equal(await page.evaluate(scripted ? 'document.activeElement.id' : 'location.hash.slice(1)'), 'from')
      await fill(page)
      await press(page, 'Continue to files and sending')
      await page
        .getByLabel('Choose files')
        .setInputFiles({ name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('A note.') })
      if (!scripted) await press(page, 'Add these files')
      await page.getByRole('button', { name: 'Remove note.txt' }).waitFor()
      await press(page, 'Save and finish later')
      await look(page, 'Your referral is saved until')
      await page.getByText('1 file is saved with it').waitFor()
      const code = (await page.locator('#code').textContent()) ?? ''
      const link = await page.getByRole('link', { name: 'link to your referral' }).getAttribute('href')
      await closed(first)

      const second = await browser.newContext(asked)
      const there = await second.newPage()
      const heardThere = listened(there)
      await there.goto(`${origin}${scripted ? link : '/refer/return'}`)
      // What puts the code of a link into its box is fetched for that page alone, and may come after the page is whole.
      const box = there.getByLabel('Your code')
      for (let looks = 0; scripted && looks < 200 && (await box.inputValue()) === ''; looks++) await pause(50)
      if (!scripted) await box.fill(code)
      assert.equal(await box.inputValue(), code)
      assert.equal(there.url(), `${origin}/refer/return`)
      await look(there, 'Return to a referral')
      await press(there, 'Continue')
      await look(there, 'Refer a child', 'again')
      assert.equal(await there.getByLabel('What have you seen or heard?').inputValue(), 'A mark on his arm on Monday.')
      await press(there, 'Continue to files and sending')
      await look(there, 'Do you want to add photos, recordings or documents?')
      await press(there, 'Back to the form')
      await there.getByRole('heading', { name: 'Refer a child' }).waitFor()
      await press(there, 'Continue to files and sending')
      await there.getByRole('button', { name: 'Remove note.txt' }).waitFor()
      await press(there, 'Send the referral')
      await look(there, 'We have your referral')
      const reference = (await there.locator('#reference').textContent()) ?? ''
      const [download] = await Promise.all([
        there.waitForEvent('download'),
        press(there, 'Download a receipt (PDF, with names)'),
      ])
      assert.equal(download.suggestedFilename(), `referral-${reference}.pdf`)
      const [row] = await hub.rows<{ source: string; files: number }>(
        `select r.source, (select count(*)::int from kernel.documents d where d.report_id = r.id) as files
           from kernel.reports r where reference = $1`,
        [reference],
      )
      assert.deepEqual(row, { source: 'professional', files: 1 })
      assert.deepEqual(await hub.rows('select hash from referral.drafts'), [])
      assert.deepEqual([...heard, ...heardThere], [])
      await closed(second)
    })
  }

  it('says what the two duties are, and leads to their forms', async () => {
    for (const width of [390, 1280]) {
      const context = await browser.newContext({ viewport: { width, height: 844 } })
      const page = await context.newPage()
      const look = looked(width, true)
      await page.goto(`${origin}/refer/fgm`)
      await look(page, 'FGM: your duty to report')
      await page.getByRole('button', { name: 'I must report: go to the form' }).click()
      await look(page, 'Report FGM under your duty')
      await page.goto(`${origin}/refer/fgm`)
      await page.getByRole('link', { name: 'the ordinary referral' }).click()
      await look(page, 'Refer forced marriage')
      await page.goto(`${origin}/refer/slavery-sheet`)
      await look(page, 'Modern slavery: before you fill in a form')
      await page.goto(`${origin}/refer/10`)
      await look(page, 'Refer an adult')
      await page.goto(`${origin}/refer/7`)
      await look(page, 'Refer modern slavery or trafficking')
      await closed(context)
    }
  })
})

const press = (page: Page, name: string) => go(page.getByRole('button', { name, exact: true }))

/** No cookie was set by whatever was done. */
async function closed(context: BrowserContext): Promise<void> {
  assert.deepEqual(await context.cookies(), [])
  await context.close()
}

/** What goes wrong in a page without being seen, and what it asks of elsewhere. */
function listened(page: Page): readonly string[] {
  const heard: string[] = []
  page.on('pageerror', fault => heard.push(fault.message))
  page.on('request', request => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) heard.push(request.url())
  })
  return heard
}

const looked =
  (width: number, scripted: boolean) =>
  async (page: Page, heading: string, more = '') => {
    // Without script no page can be asked how it is: then it need only be there.
    if (scripted) await fine(page, heading)
    else await page.getByRole('heading', { name: heading }).first().waitFor()
    const name = `${heading.replace(/\W+/g, '-').toLowerCase().slice(0, 30)}${more}-${width}-${scripted ? 'script' : 'plain'}`
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
  }

async function fill(page: Page): Promise<void> {
  await page.getByLabel('Where do you work?').selectOption('2A')
  for (const [label, words] of [
    ['Your school, surgery or organisation', 'Willowmere Primary School'],
    ['Your first name', 'Perpetua'],
    ['Your last name', 'Notareal'],
    ['Your role', 'Designated safeguarding lead'],
    ['Email address (optional)', 'dsl@example.org'],
    ['What have you seen or heard?', 'A mark on his arm on Monday.'],
    ['Is the child safe for now, and what has been done?', 'He is at school until three.'],
  ] as const)
    await page.getByLabel(label, { exact: true }).fill(words)
  await page.locator('[name="child.0.given"]').fill('Florian')
  for (const [name, value] of [
    ['trust', 'no'],
    ['danger', 'no'],
    ['kinds', 'hurt'],
    ['heardFrom', 'them'],
    ['when.precision', 'unknown'],
    ['where.kind', 'unknown'],
    ['visitRisk', 'no'],
    ['parentsKnow', 'yes'],
    ['view', 'agrees'],
    ['basis', 'public-task'],
  ] as const)
    await page.locator(`[name="${name}"][value="${value}"]`).check()
}
