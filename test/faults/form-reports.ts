import { setTimeout as pause } from 'node:timers/promises'
import { isWork } from '../../src/web/flood.ts'
import { type Answer, browser, type Fields } from './browser.ts'
import { insist } from './insist.ts'
import type { About } from './load.ts'
import { someWords } from './people.ts'

/**
 * Reports as people without script send them: through every page once, and then each with another account of what
 * happened, which makes it another report. What they have written travels in the pages and nowhere else.
 */
export async function formReports(about: About, goOn: () => boolean): Promise<void> {
  let check: Answer | undefined
  while (goOn()) {
    // A form that has waited for more than a day is begun again, as its page says.
    check = isFilledIn(check) ? check : await filledIn(about)
    const change = /name="do" value="(change-\d+)"[^>]*>[^<]*(?:<[^>]*>)*[^<]*What happened/i.exec(check?.body ?? '')
    const question = check && (await pressed(about, check, { do: change?.[1] ?? 'change-3' }))
    check = question && addressOn(question) ? await pressed(about, question, { what: someWords('form') }) : undefined
    if (check && isFilledIn(check)) await sent(about, check)
    await pause(60)
  }
}

const isFilledIn = (page: Answer | undefined): boolean => page?.body.includes('Check your answers') ?? false

const answers: Fields = {
  who: 'victim',
  danger: 'no',
  what: 'He shouted at me',
  kinds: 'words',
  strands: 'race',
  'when.precision': 'unknown',
  'where.kind': 'unknown',
  harm: 'upset',
  before: 'no',
  named: 'no',
  police: 'no',
  support: 'no',
}

/** Through the form to the page that shows all answers, with this account of what happened and this file held. */
export async function filledIn(about: About, what = answers.what, held?: string): Promise<Answer | undefined> {
  let page = await insist(about.ledger, {
    name: 'the first question of a form',
    send: () => browser(about.url).get('/report/4/1'),
    means: ({ status }) => (status === 200 ? 'done' : 'odd'),
  })
  for (let pages = 0; page && pages < 60; pages++) {
    if (isFilledIn(page)) return page
    // A clock that jumped has made it too old half-way: it is begun again.
    if (!addressOn(page)) return undefined
    page = await pressed(about, page, answersOn(page, { ...answers, what: what ?? '', ...(held && { held }) }))
  }
  return undefined
}

/** Those of the answers that a page asks for. */
const answersOn = (page: Answer, all: Fields): Fields =>
  Object.fromEntries(
    Object.entries(all).filter(([name]) => page.body.includes(`name="${name === 'held' ? 'files' : name}"`)),
  )

const draftOn = (page: Answer): string => /name="draft" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
const addressOn = (page: Answer): string => /<form id="[^"]*" method="post" action="([^"]*)"/.exec(page.body)?.[1] ?? ''

async function pressed(about: About, page: Answer, fields: Fields): Promise<Answer | undefined> {
  return insist(about.ledger, {
    name: `a page of a form, ${addressOn(page)}`,
    send: () => browser(about.url).post(addressOn(page), { draft: draftOn(page), ...fields }),
    means: ({ status, body }) => (status === 200 || isTooOld(body) ? 'done' : 'odd'),
  })
}

const isTooOld = (body: string): boolean => body.includes('Please start again')

async function sent(about: About, check: Answer): Promise<void> {
  await sentWith(about, check)
}

/** Sends a whole form until it is acknowledged; while very many come, with the moment of work that is asked for. */
export async function sentWith(
  about: About,
  check: Answer,
  meanwhile: (under: Promise<unknown>) => Promise<void> = async () => {},
): Promise<boolean> {
  let moment: Fields = {}
  const send = () => browser(about.url).post(addressOn(check), { draft: draftOn(check), do: 'send', ...moment })
  const first = send()
  await meanwhile(first)
  let before: Promise<Answer | undefined> | undefined = first
  const answer = await insist(about.ledger, {
    name: 'a report by form',
    send: () => {
      const now = before ?? send()
      before = undefined
      return now
    },
    means: ({ status, body }) => {
      const challenge = /name="challenge" value="([^"]+)"/.exec(body)?.[1]
      if (challenge) moment = { challenge, answer: workedOut(challenge) }
      if (challenge) return 'again'
      // A file that the disk lost is asked for again: whoever has no other gives up here, and was told of no report.
      if (status === 422 && body.includes('Part of this file is missing')) return 'done'
      return (status === 200 && body.includes('We have your report')) || isTooOld(body) ? 'done' : 'odd'
    },
  })
  const reference = /id="reference">(SK-[0-9A-Z]{4}-[0-9A-Z]{4})</.exec(answer?.body ?? '')?.[1]
  if (reference) about.ledger.acknowledged.push({ what: 'report', reference })
  return reference !== undefined
}

/** What a phone works out in some seconds. */
function workedOut(challenge: string): string {
  let answer = 0
  while (!isWork(challenge, String(answer))) answer++
  return String(answer)
}
