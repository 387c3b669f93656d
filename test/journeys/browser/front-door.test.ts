import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { directoryRoutes } from '../../../src/directory/index.ts'
import { fileRoutes } from '../../../src/files/index.ts'
import { portalRoutes } from '../../../src/portal/index.ts'
import { rowsOf } from '../../embedded-life.ts'
import { type TestHouse, testHouse } from '../../house.ts'
import { complaintsOf, fine, go, launch, skip } from './looks.ts'

let home: TestHouse
let browser: Browser
let origin: string

describe('the front door in a browser', { skip }, () => {
  before(async () => {
    home = await testHouse()
    const own = { house: home.house, area: home.built.area }
    const server = await home.server([...portalRoutes(own), ...directoryRoutes(own), ...fileRoutes])
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
      it(`takes a report from its first page to its receipt, shutting nobody out, ${how}`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 844 } })
        const page = await context.newPage()
        // A browser without any script could not run the tool that looks for barriers, so it is ours that is kept away.
        if (!scripted) await page.route('**/*.js', route => route.abort())
        const complaints = complaintsOf(page, origin)
        const looked = await reportTo(page, scripted)
        assert.ok(looked > 35, 'every page was looked at')
        assert.deepEqual(complaints, [])
        assert.deepEqual(await context.cookies(), [])
        await context.close()
      })
    }
  }

  it('takes a report where the browser runs no script at all', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${origin}/report/4/1`)
    for (const answer of answers) await answer(page)
    await page.getByRole('heading', { name: 'We have your report' }).waitFor()
    await context.close()
  })

  it('needs no mouse: the Tab key reaches the languages, the way out, the way back, the answers and the button, in that order', async () => {
    const page = await opened('/report/4/1')
    await tabTo(page, 'Me: it happened to me')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/report/4/1')
    await page.getByRole('heading', { name: 'Is anybody in danger now?' }).waitFor()
    assert.deepEqual(await tabOrder(page), [
      'Skip to main content',
      'SafekeepWarwickshire',
      ...['Polski', 'ਪੰਜਾਬੀ', 'اردو', 'Română'],
      'Emergency Exit this page',
      'Back',
      'Yes',
      'Continue',
    ])
    await page.context().close()
  })

  it('leaves at once by its button, and going back shows nothing that was typed', async () => {
    const page = await opened('/report/4/1')
    await page.route('https://www.bbc.co.uk/**', route =>
      route.fulfill({ body: '<title>Weather</title>', contentType: 'text/html' }),
    )
    await choose(page, 'Me: it happened to me')
    await choose(page, 'No')
    await page.getByLabel('What happened?').fill('canary')
    await page.getByRole('button', { name: 'Exit this page' }).click()
    await page.waitForURL('https://www.bbc.co.uk/weather')
    await page.goBack().catch(() => {}) // the browser may refuse to show a form's page again, which is what is wanted
    assert.doesNotMatch(await page.content(), /canary/)
    await page.context().close()
  })

  it('can be read at four times the size and in forced colours without scrolling sideways', async () => {
    for (const path of ['/', '/report', '/help', '/report/4', '/report/4/1', '/privacy']) {
      const page = await opened(path, { viewport: { width: 320, height: 640 }, forcedColors: 'active' })
      await lookAt(page, path)
      await page.context().close()
    }
  })

  it('prints its last page without a word of what was told', async () => {
    const page = await opened('/report/4/1')
    for (const answer of answers) await answer(page)
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByRole('button', { name: 'Exit this page' }).isVisible(), false)
    assert.equal(await page.locator('#receipt').isVisible(), true)
    const [kept] = await rowsOf(
      home.db.ownerUrl,
      `select reference from kernel.reports where reference = '${await page.locator('#reference').innerText()}'`,
    )
    assert.ok(kept)
    assert.doesNotMatch(await page.content(), /canary|Idris/)
    await page.context().close()
  })
})

async function opened(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  await page.goto(`${origin}${path}`)
  return page
}

/** From the front page to the receipt, by way of mistakes; says how many pages were looked at. */
async function reportTo(page: Page, scripted: boolean): Promise<number> {
  let looked = 0
  const look = async () => {
    looked++
    await lookAt(page, `${page.url()} ${await page.title()}`)
  }
  for (const path of ['/help', '/privacy', '/accessibility', '/contact', '/licence', '/']) {
    await page.goto(`${origin}${path}`)
    await look()
  }
  await page.getByRole('link', { name: 'Report something' }).click()
  await look()
  await page.getByRole('link', { name: 'because of who somebody is' }).click()
  await look()
  await page.getByRole('button', { name: 'Start' }).click()
  await look()
  await goOn(page)
  await look()
  if (scripted) assert.match(await focusedText(page), /There is a problem/)
  for (const answer of answers) {
    await answer(page)
    await look()
  }
  return looked
}

const answers: readonly ((page: Page) => Promise<void>)[] = [
  page => choose(page, 'Somebody else: I saw or heard it'),
  page => choose(page, 'Yes'),
  page => page.getByRole('button', { name: 'Carry on with my report' }).click(),
  page => fill(page, 'What happened?', 'A canary\n\nthat sang'),
  page => choose(page, 'Name-calling or abuse'),
  page => choose(page, 'Disability'),
  page => choose(page, 'In a month I know, but not the day'),
  async page => {
    const month = page.getByRole('group', { name: 'Month and year' })
    await month.getByLabel('Month').fill('May')
    await month.getByLabel('Year').fill('2026')
    await goOn(page)
  },
  async page => {
    await page.getByLabel('At a place').check()
    await fill(page, 'Postcode, street or place', 'High Street')
  },
  goOn,
  page => choose(page, 'None of these: keep what I typed'),
  page => choose(page, 'Somebody was frightened or very upset'),
  page => choose(page, 'I am not sure'),
  async page => {
    await page.getByLabel('First name (optional)').fill('Idris')
    await page.getByRole('button', { name: 'Add another person' }).click()
  },
  async page => {
    const second = page.getByRole('group', { name: 'Person 2' })
    await second.getByLabel('If you do not know their name').fill('His friend')
    await goOn(page)
  },
  goOn,
  page => choose(page, 'Yes'),
  page => fill(page, 'Your first name', 'Pip'),
  page => fill(page, 'Your last name', 'Umbrell'),
  page => choose(page, 'Yes'),
  page => fill(page, 'Phone number (optional)', 'not a number'),
  page => fill(page, 'Phone number (optional)', '01632 960 001'),
  page => choose(page, 'Call only'),
  page => choose(page, 'No, never'),
  goOn,
  goOn,
  goOn,
  page => choose(page, 'No'), // needs no interpreter
  page => choose(page, 'I am not sure yet'),
  page => choose(page, 'No', true),
  async page => {
    const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('what was put through the door') }
    await page.locator('input[name=files]').setInputFiles(letter)
    // With script it goes by itself; without, by the button.
    const add = page.getByRole('button', { name: 'Add these files' })
    await Promise.any([page.getByText('letter.txt was added').waitFor(), add.click({ timeout: 2_000 })])
    await page.getByRole('button', { name: 'Remove letter.txt' }).waitFor()
  },
  goOn,
  page => page.getByRole('button', { name: 'Change your answer to: What happened?' }).click(),
  goOn,
  page => page.getByRole('button', { name: 'Back' }).click(),
  goOn,
  page => go(page.getByRole('button', { name: 'Send my report' })),
]

/** The first of a form's buttons, which the Enter key presses, is hidden from everybody: this is the other. */
async function goOn(page: Page): Promise<void> {
  await go(page.getByRole('button', { name: 'Continue' }))
}

async function choose(page: Page, label: string, exact = label === 'Yes' || label === 'No'): Promise<void> {
  await page.getByLabel(label, { exact }).check()
  await goOn(page)
}

async function fill(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label).fill(words)
  await goOn(page)
}

/** As every page must be, with one heading of the first level and a way out. */
async function lookAt(page: Page, where: string): Promise<void> {
  await fine(page)
  assert.equal(await page.locator('h1').count(), 1, where)
  assert.equal(await page.getByRole('button', { name: 'Exit this page' }).count(), 1, where)
}

const focusedText = async (page: Page): Promise<string> =>
  String(
    await page.evaluate(
      '(document.activeElement.getAttribute("aria-label") || document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent).replace(/\\s+/g, " ").trim()',
    ),
  )

async function tabTo(page: Page, words: string): Promise<void> {
  for (let tabs = 0; tabs < 20; tabs++) {
    await page.keyboard.press('Tab')
    if ((await focusedText(page)).startsWith(words)) return
  }
  assert.fail(`the Tab key does not reach "${words}"`)
}

async function tabOrder(page: Page): Promise<readonly string[]> {
  const order: string[] = []
  for (let tabs = 0; tabs < 10; tabs++) {
    await page.keyboard.press('Tab')
    order.push(await focusedText(page))
  }
  return order
}
