/* Files sent ahead by script: over a line that breaks, past a proxy that refuses, and while somebody is in a hurry. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { fileRoutes, filesGiven, filesQuestion } from '../../../src/files/index.ts'
import { form, html, page, show, type Visit } from '../../../src/web/index.ts'
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
      content: html`<ol id="sent">${held.map(one => html`<li>${one.name} ${String(one.bytes)}</li>`)}</ol>
        <form method="post" action="/report/try" enctype="multipart/form-data">${filesQuestion({ language: visit.language, held, problems })}
        <button name="do" value="send">Send it</button></form>`,
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
  assert.doesNotMatch(await at.locator('.sk-files__status').innerText(), /Entity/)
  await at.close()
})
