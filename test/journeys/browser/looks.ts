/* A real browser for the journeys, and what every page seen on them must be. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'

const executablePath = process.env.CHROMIUM || '/usr/bin/chromium'
const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Why journeys cannot be walked on this machine, or false. */
export const skip = existsSync(executablePath) ? false : `no browser at ${executablePath}; set CHROMIUM`

/** Starts the browser. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })

/** Signs somebody of the demonstration in at a page, by the name on their button. */
export async function signIn(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/hub/sign-in`)
  await page.getByRole('button', { name }).click()
  await page.waitForURL(`${origin}/hub`)
}

/**
 * Presses what leads to another page, and waits until that page is whole. A click alone ends when its answer begins: what is
 * asked at once of the page then (how many, whether it is seen, which words) would be asked of a part of it.
 */
export async function go(pressed: Locator): Promise<void> {
  await pressed.click()
  await pressed.page().waitForLoadState()
}

/**
 * This page, once it is there with its styles, has the heading that was expected, shuts nobody out as far as axe can tell
 * (text is held to AAA), and is not wider than its window.
 */
export async function fine(page: Page, heading = ''): Promise<void> {
  await page.getByRole('heading', { level: 1 }).filter({ hasText: heading }).first().waitFor()
  // The heading can be there before the styles are, and then links lie closer together than anybody sees them.
  await page.waitForLoadState('load')
  // Nothing here is typed on the other side: the page evaluates what axe answers as plain data.
  await page.evaluate(axe)
  const found = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(node => node.html.slice(0, 120)).join(' ')))`,
  )
  assert.deepEqual(found, [], page.url())
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  assert.ok(Number(over) <= 0, `${page.url()} is ${over} pixels too wide`)
}

/** What the browser complains of, or fetches from anywhere but here, while a page is used: grows as it does. */
export function complaintsOf(page: Page, origin: string): readonly string[] {
  const complaints: string[] = []
  page.on('console', message => {
    // A page with a mistake in it, nothing there, too often, or script that is kept away: all as they should be.
    const expected = /status of 4(04|09|22|29)|ERR_FAILED/.test(message.text())
    if (message.type() === 'error' && !expected) complaints.push(message.text())
  })
  page.on('pageerror', fault => complaints.push(String(fault)))
  page.on('request', request => {
    if (!request.url().startsWith(origin)) complaints.push(request.url())
  })
  return complaints
}
