import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type ReportId, readReport, workOnce } from '#kernel'
import { serve } from '#web'
import { allRoutes } from '../../../src/commands/routes.ts'
import { shownCarrier } from '../../../src/messages/index.ts'
import { newsletterJobs } from '../../../src/newsletter/index.ts'
import { cast } from '../../cast.ts'
import { aWednesday } from '../../house.ts'
import { openPost, type Post } from '../../post.ts'
import { fine, launch, signIn, skip } from './looks.ts'

let post: Post
let server: FastifyInstance
let browser: Browser
let origin: string
/** Where pictures of the pages are put, to be looked at by a person; nowhere unless it is said. */
const pictures = process.env.SAFEKEEP_PICTURES

describe('messages and the newsletter in a browser', { skip }, () => {
  before(async () => {
    post = await openPost(
      shownCarrier(() => post.database),
      { address: 'https://tell.example.org' },
    )
    const routes = allRoutes({ ...post.built, house: post.house })
    server = await serve({ house: post.house, database: post.database, routes, now: () => aWednesday })
    origin = await server.listen({ port: 0, host: '127.0.0.1' })
    browser = await launch()
  })
  after(async () => {
    await browser?.close()
    await server?.close()
    await post?.close()
  })

  for (const width of [390, 1280]) {
    for (const scripted of [true, false]) {
      const how = `at ${width} pixels, ${scripted ? 'with' : 'without'} our script`
      const name = `${width}-${scripted}`
      it(`a professional is told what came of it, and what could not be sent is done in person, ${how}`, async () => {
        const id = await decided(`feedback ${name}`)
        const page = await opened(width, scripted)
        const look = looking(page, width)
        await signIn(page, origin, cast.triage.name)
        await page.getByText('Tell whoever referred what came of it').first().waitFor()
        await open(page, id)
        await page.goto(`${origin}/hub/reports/${id}/feedback`)
        await look('Tell whoever referred what came of it', 'feedback')
        await page.getByRole('button', { name: /Send it/ }).click()
        await page.getByText('There is a problem').waitFor()
        await look('Tell whoever referred what came of it', 'feedback-wrong')
        await page.getByLabel('What are you telling them?').fill('Thank you. Somebody is in touch with the family.')
        await page.getByLabel(/Send an email to/).check()
        await page.getByRole('button', { name: /Send it/ }).click()
        await look('Messages', 'messages')
        await post.work()
        const other = await post.report(`held ${name}`, { safeTimes: 'when the car is gone', email: 'dee@example.org' })
        await post.work()
        await open(page, other)
        await page.goto(`${origin}/hub/reports/${other}/messages`)
        await look('Messages', 'held')
        await page.getByLabel('What did you do instead?').selectOption('called')
        await page.getByRole('button', { name: 'Record it' }).click()
        await page.getByText('What you did instead has been recorded').waitFor()
        await page.goto(`${origin}/hub/reports/${other}`)
        await look('Report', 'report')
        await page.goto(`${origin}/hub/outbox`)
        await look('Outbox', 'outbox')
        await page.context().close()
      })

      it(`the newsletter is written, asked for, read and stopped, ${how}`, async () => {
        const staff = await opened(width, scripted)
        const lookAt = looking(staff, width)
        await signIn(staff, origin, cast.analyst.name)
        await staff.goto(`${origin}/hub/newsletter`)
        await lookAt('Newsletter', 'newsletter')
        await staff.getByRole('button', { name: 'Write an issue' }).click()
        await staff.getByLabel('Title').fill('What was done this autumn')
        await staff
          .getByLabel('Words')
          .fill('## Streets\n\nWe met [the council](https://council.example.org/x) twice.\n\n- lamps\n- patrols')
        await lookAt('Write an issue', 'newsletter-edit')
        await staff.getByRole('button', { name: 'Keep it' }).click()
        await lookAt('What was done this autumn', 'newsletter-preview')

        const page = await opened(width, scripted)
        const look = looking(page, width)
        await page.goto(`${origin}/news`)
        await look('Newsletter', 'news')
        await page.getByLabel('Your email address').fill('nobody')
        await page.getByRole('button', { name: 'Ask for the newsletter' }).click()
        await page.getByText('Enter an email address in the correct format').first().waitFor()
        await look('Newsletter', 'news-wrong')
        const email = `reader-${name}@example.org`
        await page.getByLabel('Your email address').fill(email)
        await page.getByRole('button', { name: 'Ask for the newsletter' }).click()
        await look('Look in your email', 'news-asked')
        await page.goto(`${origin}${await linkTo(email, 'confirm')}`)
        await look('Do you want the newsletter?', 'news-confirm')
        await page.getByRole('button', { name: 'Yes, send it to me' }).click()
        await look('You will get the newsletter', 'news-confirmed')

        await staff.getByRole('button', { name: 'Send it to everybody' }).click()
        await staff.getByText('It is public now').waitFor()
        await page.goto(`${origin}${await linkTo(email, 'stop')}`)
        await look('Stop the newsletter?', 'news-stop')
        await page.getByRole('button', { name: 'Stop it' }).click()
        await look('The newsletter has stopped', 'news-stopped')
        await page.goto(`${origin}/news`)
        await page.getByRole('link', { name: 'What was done this autumn' }).first().click()
        await look('What was done this autumn', 'news-issue')
        await staff.context().close()
        await page.context().close()
      })
    }
  }
})

const looking = (page: Page, width: number) => async (heading: string, name: string) => {
  await fine(page, heading)
  if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true })
}

/** Without our script means without ours: axe is one too, and must run. */
async function opened(width: number, scripted: boolean): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width, height: 844 } })
  if (!scripted) await context.route('**/*.js', route => route.abort())
  return await context.newPage()
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`${origin}/hub/reports/${id}`)
  await page.getByLabel('To triage this report').check()
  await page.getByRole('button', { name: 'Open the record' }).click()
  await page.getByRole('heading', { level: 1, name: /Report SK/ }).waitFor()
}

/** A professional's report of which everybody has been decided on, on the hub's own form. */
async function decided(key: string): Promise<ReportId> {
  const id = await post.report(key, {
    who: 'professional',
    safeTimes: 'weekdays before 3pm',
    safeWords: 'Ask for the head',
  })
  const page = await opened(1280, true)
  await signIn(page, origin, cast.triage.name)
  await open(page, id)
  const { people } = await post.as('triage', tx => readReport(tx, id))
  for (const { record, part } of people) {
    if (part !== 'victim') continue
    await page.goto(`${origin}/hub/reports/${id}/people/${record.id}/decide`)
    await page.getByLabel('No further action').check()
    await page.getByLabel('Why?', { exact: true }).fill('Known already, and safe')
    await page.getByLabel('Under which lawful basis?').selectOption({ index: 1 })
    await page.getByLabel('Not yet', { exact: false }).first().check()
    await page.locator('input[name="view"][value="not-known"]').check()
    await page.getByRole('button', { name: 'Record the decision' }).click()
    await page.getByText('Your decision has been recorded').waitFor()
  }
  await page.context().close()
  return id
}

/** What a letter to that address leads to, as the demonstration's outbox shows it. */
async function linkTo(email: string, what: 'confirm' | 'stop'): Promise<string> {
  const jobs = newsletterJobs(post.database)
  while ((await workOnce(post.database, jobs, aWednesday)) !== undefined);
  const page = await opened(1280, true)
  await signIn(page, origin, cast.analyst.name)
  await page.goto(`${origin}/hub/outbox`)
  // Of each message that went to them, what stands behind their address.
  const behind = (await page.locator('main').innerText()).split(email).slice(1)
  const link = behind.map(words => new RegExp(`/news/${what}/[\\w-]{43}`).exec(words)?.[0]).find(Boolean)
  assert.ok(link, `${what} for ${email}`)
  await page.context().close()
  return link
}
