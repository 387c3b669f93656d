import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { cast } from '../../cast.ts'
import { type TestHub, testHub } from '../../worker.ts'
import { fine, go, launch, signIn, skip } from './looks.ts'

let hub: TestHub
let browser: Browser
let origin: string
/** Where pictures of the pages are put, to be looked at by a person; nowhere unless it is said. */
const pictures = process.env.SAFEKEEP_PICTURES

describe('coming back to a report in a browser', { skip }, () => {
  before(async () => {
    hub = await testHub({ whole: true })
    origin = await hub.server.listen({ port: 0, host: '127.0.0.1' })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await hub?.it.close()
  })

  for (const width of [390, 1280]) {
    for (const scripted of [true, false]) {
      const how = `at ${width} pixels, ${scripted ? 'with' : 'without'} our script`
      it(`is written to, answered, closed and asked how it was, shutting nobody out, ${how}`, async () => {
        const { receipt, id } = await hub.report()
        const context = await browser.newContext({ viewport: { width, height: 844 } })
        const page = await opened(context, scripted)
        const look = async (heading: string, name: string) => {
          await fine(page, heading)
          if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true })
        }
        await page.goto(`${origin}/return`)
        await look('Come back to a report', 'door')
        await page.getByLabel('Your code').fill('7F2K-9QXT-3MZA-B4C5')
        await press(page, 'Continue')
        await page.getByText('This code opens nothing').first().waitFor()
        await look('Come back to a report', 'door-wrong')
        await page.getByLabel('Your code').fill(receipt)
        await press(page, 'Continue')
        await look('Your report', 'first')
        await page.getByLabel('Write to us').fill('He came again on Friday. I am worried about the weekend.')
        await press(page, 'Send')
        await page.getByText('Your message has been sent').waitFor()
        await look('Your report', 'sent')

        const staff = await browser.newContext({ viewport: { width, height: 844 } })
        await answered(staff, id, width, scripted)
        await staff.close()

        await page.goto(`${origin}/return`)
        await page.getByLabel('Your code').fill(receipt)
        await press(page, 'Continue')
        await page.getByText('An officer will look at the weekend').waitFor()
        await look('Your report', 'closed')
        await page.getByRole('button', { name: 'Yes' }).first().click()
        await page.getByText('You said that this was helpful').waitFor()
        for (const [button, heading] of [
          ['Change how we may reach you', 'Change how we may reach you'],
          ['Ask us to delete your report', 'Ask us to delete your report'],
          ['Stop your code', 'Stop your code'],
        ] as const) {
          await press(page, button)
          await look(heading, heading.toLowerCase().replaceAll(' ', '-'))
          await press(page, 'Back')
          await page.getByRole('heading', { name: 'Your report' }).waitFor()
        }
        await press(page, 'Add photos, recordings or documents')
        await look('Do you want to add photos', 'files')
        const name = 'A photo of the gate with a very long name, taken on Friday evening.txt'
        await page.getByLabel('Choose files').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from('x') })
        if (scripted) await page.getByRole('status').getByText('was added').waitFor()
        else await press(page, 'Add these files')
        await page.getByRole('button', { name: `Remove ${name}` }).waitFor()
        await look('Do you want to add photos', 'files-added')
        await press(page, 'Send these files')
        await page.getByText('Your files have been sent').waitFor()
        await press(page, 'Answer the questions')
        await look('Tell us how we did', 'survey')
        await page.getByLabel('Yes', { exact: true }).check()
        await page.getByRole('group', { name: 'How was the whole of it?' }).getByLabel('Very good').check()
        await press(page, 'Send my answers')
        await page.getByText('Your answers have been counted').waitFor()
        assert.deepEqual(await context.cookies(), [])
        assert.ok(page.url().endsWith('/return'), 'one address, whatever is done')
        assert.equal(await page.title(), 'Messages')
        await context.close()
      })
    }
  }

  it('is read from right to left in Urdu, with nothing typed lost on the way', async () => {
    const { receipt } = await hub.report()
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await opened(context, true)
    await page.goto(`${origin}/return`)
    await page.getByLabel('Your code').fill(receipt)
    await press(page, 'Continue')
    await page.getByLabel('Write to us').fill('Half a sentence')
    await page.getByRole('button', { name: 'اردو' }).click()
    await page.waitForURL(`${origin}/ur/return`)
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl')
    assert.equal(await page.locator('textarea').inputValue(), 'Half a sentence')
    await fine(page)
    if (pictures) await page.screenshot({ path: `${pictures}/urdu.png`, fullPage: true })
    await context.close()
  })

  it('works where the browser runs no script at all', async () => {
    const { receipt } = await hub.report()
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/return`)
    await page.getByLabel('Your code').fill(receipt)
    await press(page, 'Continue')
    await page.getByLabel('Write to us').fill('Without any script')
    await press(page, 'Send')
    await page.getByText('Without any script').waitFor()
    await context.close()
  })

  it('leaves at once by its button, and the way back shows nothing of it', async () => {
    const { receipt } = await hub.report()
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const page = await opened(context, true)
    await page.route('https://www.bbc.co.uk/**', route =>
      route.fulfill({ body: '<title>Weather</title>', contentType: 'text/html' }),
    )
    await page.goto(`${origin}/return`)
    await page.getByLabel('Your code').fill(receipt)
    await press(page, 'Continue')
    await page.getByLabel('Write to us').fill('canary')
    await page.getByRole('button', { name: 'Exit this page' }).click()
    await page.waitForURL('https://www.bbc.co.uk/weather')
    await page.goBack().catch(() => {}) // the browser may refuse to show a form's page again, which is what is wanted
    assert.doesNotMatch(await page.content(), /canary/)
    await context.close()
  })
})

/** A page; without our script, for a browser without any could not run the tool that looks for barriers. */
async function opened(context: BrowserContext, scripted: boolean): Promise<Page> {
  const page = await context.newPage()
  if (!scripted) await page.route('**/*.js', route => route.abort())
  return page
}

const press = (page: Page, name: string) => go(page.getByRole('button', { name }).last())

/** Somebody of the hub sees that there is something to read, begins with a template, answers, and closes the report. */
async function answered(context: BrowserContext, id: string, width: number, scripted: boolean): Promise<void> {
  const page = await opened(context, scripted)
  const look = async (heading: string, name: string) => {
    await fine(page, heading)
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true })
  }
  await signIn(page, origin, cast.triage.name)
  await page.getByText('Messages not read').waitFor()
  await look('Worklist', 'worklist')
  await page.goto(`${origin}/hub/reports/${id}`)
  await page.getByLabel('To triage this report').check()
  await press(page, 'Open the record')
  await look('Report', 'report')
  await page.getByRole('link', { name: 'Open the conversation' }).click()
  await page.getByLabel('Begin with').selectOption('thanks')
  await press(page, 'Use it')
  await page.getByText('They have written and wait for an answer').waitFor()
  const words = page.getByLabel('Your message')
  assert.match(await words.inputValue(), /Thank you for telling us/)
  await look('Conversation with whoever reported', 'conversation')
  await words.fill('Thank you. An officer will look at the weekend.')
  await press(page, 'Put it on their page')
  await page.getByText('It stands on their page now').waitFor()
  await page.getByLabel('Closed').check()
  await page.getByRole('group', { name: 'May they be asked how it was?' }).getByLabel('Yes').check()
  await page.getByLabel('What they may know of it').fill('Somebody was spoken to. It is closed now.')
  await press(page, 'Tell them')
  await page.getByText('It stands on their page now').waitFor()
  await look('Conversation with whoever reported', 'conversation-closed')
}
