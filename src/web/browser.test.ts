import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { assets } from './assets.ts'
import { previews } from './components/preview.ts'
import { render } from './html.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const origin = 'http://preview.test'
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"
const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const skip = existsSync(executablePath) ? false : `no browser at ${executablePath}; set CHROMIUM`

describe('pages in a browser', { skip }, () => {
  let browser: Browser
  before(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  })
  after(() => browser?.close())

  for (const name of Object.keys(previews)) {
    it(`${name}: nobody is shut out, at 320 pixels or at 1280, and the policy allows all it does`, async () => {
      for (const width of [320, 1280]) {
        const { page, complaints } = await opened(name, { viewport: { width, height: 800 } })
        assert.deepEqual(await violations(page), [], `at ${width}`)
        const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        assert.ok(Number(wide) <= 0, `${wide} pixels too wide at ${width}`)
        assert.deepEqual(complaints, [])
        await page.context().close()
      }
    })
  }

  it('leaves at once for a harmless page when Shift is pressed three times, and back does not return', async () => {
    const { page } = await opened('home')
    await page.goto(`${origin}/question`)
    for (const _ of [1, 2, 3]) await page.keyboard.press('Shift')
    await page.waitForURL('https://www.bbc.co.uk/weather')
    assert.equal(await page.title(), 'Weather')
    await page.goBack()
    assert.equal(page.url(), `${origin}/home`)
    await page.context().close()
  })

  it('leaves by a plain link where no script runs, and then shows all that is conditional', async () => {
    const { page } = await opened('question', { javaScriptEnabled: false })
    assert.ok(await page.getByLabel('Phone number').isVisible())
    await page.getByRole('button', { name: 'Emergency Exit this page' }).click()
    await page.waitForURL('https://www.bbc.co.uk/weather')
    await page.context().close()
  })

  it('shows what is conditional only when its answer is chosen', async () => {
    const { page } = await opened('question')
    const phone = page.getByLabel('Phone number')
    assert.equal(await phone.isVisible(), false)
    await page.getByLabel('By phone').check()
    assert.equal(await phone.isVisible(), true)
    await page.getByLabel('Disability').check()
    await page.getByLabel('None of these').check()
    assert.equal(await page.getByLabel('Disability').isChecked(), false)
    await page.context().close()
  })

  it('takes the reader to what must be put right, and from there to the question', async () => {
    const { page } = await opened('mistakes')
    assert.match(await focusedText(page), /There is a problem/)
    await page.getByRole('link', { name: 'Enter the day it happened' }).click()
    assert.equal(await page.evaluate('document.activeElement.id'), 'when-day')
    await page.context().close()
  })

  it('sends a form once, however often its button is pressed', async () => {
    const { page } = await opened('question')
    const sent = await page.evaluate(`(() => {
      const form = document.querySelector('form'); let sent = 0
      addEventListener('submit', event => { if (!event.defaultPrevented) sent++; event.preventDefault() })
      form.requestSubmit(); form.requestSubmit(); return sent
    })()`)
    assert.equal(sent, 1)
    await page.context().close()
  })

  it('moves through the worklist by keys, but not while somebody types', async () => {
    const { page } = await opened('worklist')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('k')
    assert.match(await focusedText(page), /Boy of 14/)
    await page.keyboard.press('/')
    await page.keyboard.type('jk?')
    assert.equal(await page.getByLabel('Find in this list').inputValue(), 'jk?')
    await page.getByRole('link', { name: 'Shouted at' }).focus()
    await page.keyboard.press('?')
    assert.ok(await page.getByRole('dialog', { name: 'Keys for this list' }).isVisible())
    await page.getByRole('button', { name: 'Turn letter keys off' }).click()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('j')
    assert.match(await focusedText(page), /Shouted at/)
    await page.context().close()
  })

  it('tells of a new threat to life without taking the focus, once, until it is hidden', async () => {
    const { page } = await opened('case')
    await page.getByRole('button', { name: 'Record contact' }).focus()
    const alert = page.getByRole('alert')
    await alert.getByText('A child says that a gun is in the house').waitFor()
    assert.match(await focusedText(page), /Record contact/)
    assert.equal(await alert.getByRole('link').getAttribute('href'), '/hub/reports/9')
    await alert.getByRole('button', { name: 'Hide this message' }).click()
    await page.reload()
    await page.waitForLoadState('networkidle')
    assert.equal(await page.getByRole('alert').textContent(), '')
    await page.context().close()
  })

  it('says so when it can no longer look for threats to life, and stops saying it when it can', async () => {
    let reached = false
    const { page } = await opened('case', {}, async page => {
      await page.clock.install()
      await page.route('**/hub/alerts.json', route => (reached ? route.fallback() : route.abort()))
    })
    const warning = page.getByRole('alert').getByText('Threats to life are not being shown here')
    await page.clock.runFor(20_000)
    assert.equal(await warning.count(), 0, 'a passing hitch is no news')
    for (let times = 0; times < 5; times++) await page.clock.runFor(15_000)
    await warning.waitFor()
    reached = true
    await page.clock.runFor(15_000)
    await warning.waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('does not repeat an alert that the page already shows', async () => {
    const { page } = await opened('worklist')
    await page.waitForLoadState('networkidle')
    assert.equal(await page.getByRole('link', { name: 'Open it now' }).count(), 1)
    assert.equal(await page.getByRole('alert').textContent(), '')
    await page.context().close()
  })

  it('draws on a map by pointer: a press adds a corner, a drag moves one, and each can be taken back', async () => {
    for (const width of [390, 1280]) {
      const { page, complaints } = await opened('map', { viewport: { width, height: 900 } })
      const kept = () => page.locator('#corners').inputValue()
      const first = await kept()
      const map = page.locator('svg[data-sk-draw]')
      await map.scrollIntoViewIfNeeded()
      const box = (await map.boundingBox())!
      await page.mouse.click(box.x + box.width * 0.9, box.y + box.height * 0.9)
      const pressed = await kept()
      assert.equal(pressed.split(';').length, 5)
      assert.deepEqual(pressed.split(';').slice(0, 4).map(numbers), first.split(';').map(numbers))
      const corner = (await page.locator('.sk-map__handle').first().boundingBox())!
      await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2)
      await page.mouse.down()
      await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.1, { steps: 4 })
      await page.mouse.up()
      const dragged = await kept()
      assert.equal(dragged.split(';').length, 5, 'letting go is no press')
      assert.notEqual(dragged.split(';')[0], pressed.split(';')[0])
      assert.deepEqual(dragged.split(';').slice(1), pressed.split(';').slice(1))
      await page.getByRole('button', { name: 'Undo' }).click()
      assert.equal(await kept(), pressed)
      await page.getByRole('button', { name: 'Undo' }).click()
      assert.equal(await kept(), first)
      assert.equal(await page.getByRole('button', { name: 'Undo' }).isDisabled(), true)
      assert.deepEqual(complaints, [])
      await page.context().close()
    }
  })

  it('gives a discreet page a plain icon and a tab that does not name the service', async () => {
    const { page } = await opened('question')
    assert.equal(await page.title(), 'How can we reach you safely?')
    assert.match((await page.locator('link[rel=icon]').getAttribute('href')) ?? '', /plain-icon/)
    assert.equal(await page.locator('meta[name=referrer]').getAttribute('content'), 'same-origin')
    await page.context().close()
  })

  async function opened(
    name: string,
    options: BrowserContextOptions = {},
    before: (page: Page) => Promise<void> = async () => {},
  ) {
    // Drawn once here, so that a page that cannot be drawn fails with its reason rather than by waiting.
    render(previews[name]!())
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await page.route('**/*', route => {
      const url = new URL(route.request().url())
      const found = answer(url)
      return route.fulfill({ ...found, headers: { 'content-security-policy': policy } })
    })
    await before(page)
    await page.goto(`${origin}/${name}`)
    return { page, complaints }
  }
})

/** What the made-up site answers: a preview, a file, the alerts of the moment, or the harmless page. */
function answer(url: URL): { readonly contentType: string; readonly body: string | Buffer } {
  const asset = assets.get(url.pathname)
  if (asset) return { contentType: asset.type, body: asset.body }
  if (url.pathname === '/hub/alerts.json') {
    const alerts = [{ id: '9', text: 'A child says that a gun is in the house', href: '/hub/reports/9' }]
    return { contentType: 'application/json', body: JSON.stringify({ alerts }) }
  }
  const preview = previews[url.pathname.slice(1)]
  const body = url.origin === origin && preview ? render(preview()) : '<!doctype html><title>Weather</title>'
  return { contentType: 'text/html; charset=utf-8', body }
}

const focusedText = async (page: Page): Promise<string> =>
  String(await page.evaluate('document.activeElement.textContent'))

/**
 * What axe finds against WCAG 2.2 A and AA, text at AAA, and its own good practice; save that a back link may stand
 * before the main content, where the skip link passes it.
 */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found: unknown = await page.evaluate(`axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false }, 'color-contrast-enhanced': { enabled: true } },
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(node => id + ': ' + node.html)))`)
  assert.ok(Array.isArray(found))
  return found.map(String)
}

const numbers = (kept: string): readonly number[] => kept.split(',').map(Number)
