/* A referral as a school would send it, and the way through its two pages, for tests. */
import assert from 'node:assert/strict'
import type { Page, Worker } from './worker.ts'

export const child = {
  from: '2A',
  agency: 'Willowmere Primary School',
  given: 'Perpetua',
  family: 'Notareal',
  role: 'Designated safeguarding lead',
  phone: '01632 960 044',
  email: 'dsl@example.org',
  'child.0.given': 'Florian',
  'child.0.family': 'Samplesby',
  'child.0.nhs': '943 476 5919',
  danger: 'no',
  trust: 'no',
  kinds: ['hurt', 'fear'],
  what: 'A mark on his arm on Monday.',
  childWords: 'It was the belt again',
  heardFrom: ['them'],
  'when.precision': 'unknown',
  'where.kind': 'unknown',
  safety: 'He is at school until three.',
  visitRisk: 'yes',
  visitRiskWhat: 'A large dog.',
  parentsKnow: 'no',
  whyNotTold: 'It could warn whoever did it.',
  view: 'notAsked',
  viewWhy: 'Asking could put him at risk.',
  basis: 'public-task',
} as const

/** The draft that a page's form carries. */
export const hidden = (page: Page, at: string): string => page.forms[at]?.draft ?? assert.fail(`no form to ${at}`)

/** From the form to the page on which it is sent. */
export async function filled(
  school: Worker,
  at = '/refer/9',
  fields: Readonly<Record<string, string | readonly string[]>> = child,
): Promise<Page> {
  const form = await school.get(at)
  assert.equal(form.status, 200)
  return school.post(at, { ...fields, draft: hidden(form, at), do: 'next' })
}
