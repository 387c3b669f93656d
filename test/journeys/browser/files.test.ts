/* Files sent ahead by script: over a line that breaks, past a proxy that refuses, and while somebody is in a hurry. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { fileRoutes, filesGiven, filesQuestion } from '../../../src/files/index.ts'
import { button, form, html, page, show, type Visit } from '../../../src/web/index.ts'
import { type TestHouse, testHouse } from '../../house.ts'
import { launch, skip } from './looks.ts'

let home: TestHouse
let browser: Browser
let origin: string
before(async () => {
  home = await testHouse()
  const open = { at: '/report/try', who: 'anyone', audit: 'nothing' } as const
  const shown = async (visit: Visit) => {
    const { held, problems } = filesGiven(visit, [])
    return show({
      title: 'Files',
      kind: 'public',
      exit: true,
      content: html`<ol id="sent">${held.map(one => html`<li>${one.name} ${String(one.bytes)}</li>`)}</ol>
        <form method="post" action="/report/try" enctype="multipart/form-data">${filesQuestion({ language: visit.language, held, problems })}
        <button name="do" value="send">Send it</button>${button({ text: 'Send once', name: 'do', value: 'once', preventDoubleClick: true })}</form>`,
    })
  }
  const server = await home.server([...fileRoutes, page(open, shown), form({ ...open, holdsFiles: true }, shown)])
  origin = await server.listen({ port: 0, host: '127.0.0.1' })
  if (!skip) browser = await launch()
})
after(async () => {
  await browser?.close()
  await home?.close()
})

const file = (name: string, bytes: number) => ({ name, mimeType: 'text/plain', buffer: Buffer.alloc(bytes, 'words ') })

async function opened(): Promise<Page> {
  const at = await browser.newPage()
  await at.goto(`${origin}/report/try`)
  await at.waitForSelector('.sk-files__status', { state: 'attached' })
  return at
}

test('what a bad line breaks off goes on by itself, and whoever sends the form meanwhile waits for it', {
  skip,
}, async () => {
  const at = await opened()
  let broken = 2
  await at.route('**/files/1', route => (broken-- > 0 ? route.abort() : route.continue()))
  await at.setInputFiles('input[type=file]', file('recording.txt', 2_500_000))
  await at.getByText('The line is broken').waitFor()
  await at.getByRole('button', { name: 'Send it' }).click()
  await at.locator('#sent li').waitFor({ timeout: 60_000 })
  assert.equal(await at.locator('#sent').innerText(), 'recording.txt 2500000')
  await at.close()
})

test('what a proxy refuses in its own words is said to be refused, and is not tried for ever', { skip }, async () => {
  const at = await opened()
  let asked = 0
  await at.route('**/files/0', route => {
    asked++
    return route.fulfill({ status: 413, contentType: 'text/html', body: '<h1>Request Entity Too Large</h1>' })
  })
  await at.setInputFiles('input[type=file]', file('notes.txt', 2_000))
  await at.getByText('notes.txt could not be added').waitFor()
  assert.equal(asked, 1)
  assert.doesNotMatch(await at.locator('body').innerText(), /Entity/)
  await at.close()
})

test('a file that is refused while somebody has pressed on keeps the form here, and is not said to be added', {
  skip,
}, async () => {
  const at = await opened()
  const held = gate()
  await at.route('**/files/0', async route => {
    await held.open
    await route.continue()
  })
  await at.setInputFiles('input[type=file]', [file('empty.txt', 0), file('notes.txt', 2_000)])
  await at.getByText('Sending notes.txt').waitFor()
  await at.setInputFiles('input[type=file]', [file('none.txt', 0), file('last.txt', 1_000)])
  await at.getByRole('button', { name: 'Send it' }).click()
  held.go()
  await at.getByText('last.txt was added').waitFor()
  for (const name of ['empty.txt', 'none.txt']) await at.getByText(`${name} could not be added`).waitFor()
  assert.equal(await at.locator('#sent li').count(), 0)
  await at.getByRole('button', { name: 'Send it' }).click()
  await at.locator('#sent li').first().waitFor()
  assert.deepEqual(await at.locator('#sent li').allInnerTexts(), ['notes.txt 2000', 'last.txt 1000'])
  await at.close()
})

test('whoever pressed on is waited for by a browser that cannot ask for a form to be sent', { skip }, async () => {
  const at = await browser.newPage()
  await at.addInitScript('delete HTMLFormElement.prototype.requestSubmit')
  await at.goto(`${origin}/report/try`)
  await at.waitForSelector('.sk-files__status', { state: 'attached' })
  const held = gate()
  await at.route('**/files/0', async route => {
    await held.open
    await route.continue()
  })
  await at.setInputFiles('input[type=file]', file('notes.txt', 2_000))
  await at.getByText('Sending notes.txt').waitFor()
  await at.getByRole('button', { name: 'Send once' }).click()
  held.go()
  await at.locator('#sent li').waitFor()
  assert.equal(await at.locator('#sent').innerText(), 'notes.txt 2000')
  await at.close()
})

test('nothing is sent after somebody has left at once, however slowly the other page comes', { skip }, async () => {
  const at = await opened()
  const [piece, other] = [gate(), gate()]
  await at.route('**/files/0', async route => {
    await piece.open
    await route.continue()
  })
  await at.route('https://www.bbc.co.uk/**', async route => {
    await other.open
    await route.fulfill({ body: '<title>Weather</title>', contentType: 'text/html' })
  })
  const sent: string[] = []
  at.on('request', request => void (request.url().endsWith('/report/try') && sent.push(request.method())))
  await at.setInputFiles('input[type=file]', file('notes.txt', 2_000))
  await at.getByText('Sending notes.txt').waitFor()
  await at.getByRole('button', { name: 'Send it' }).click()
  const leaving = at.waitForRequest('https://www.bbc.co.uk/**')
  const whole = at.waitForResponse('**/files/whole')
  await at.getByRole('button', { name: 'Exit this page' }).click({ noWaitAfter: true })
  await leaving
  piece.go()
  await (await whole).finished()
  // Nothing can be asked of a page that is being left: time for what it would send.
  await new Promise(go => setTimeout(go, 500))
  other.go()
  await at.waitForURL('https://www.bbc.co.uk/weather', { timeout: 10_000 })
  assert.deepEqual(sent, [])
  await at.close()
})

/** Something that waits until it is let go. */
function gate(): Readonly<{ open: Promise<void>; go: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { open: promise, go: resolve }
}
