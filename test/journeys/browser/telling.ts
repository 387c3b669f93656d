/* Telling a whole report in a browser, by its pages, from any of the forms. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { type Field, isAsked, part, type Questions, type ReportDef, readAnswers, type Told } from '#kernel'
import { go } from './looks.ts'

/** A form without what only professionals are asked, who have a form of their own. */
export function forThePublic(report: ReportDef): ReportDef {
  return { ...report, ask: publicly(report.ask) }
}
function publicly(ask: Questions): Questions {
  return Object.fromEntries(
    Object.entries(ask).flatMap(([name, field]) =>
      field.referral ? [] : [[name, field.each ? { ...field, each: publicly(field.each) } : field]],
    ),
  )
}

/** One of the form's own examples, with a day that any day will do for. */
export const example = (report: ReportDef, name: string): Told => {
  const answers: Told = report.examples?.[name]?.answers ?? {}
  return { ...answers, ...(part(answers, 'when') !== undefined && { when: { precision: 'ongoing', about: 'Often' } }) }
}

/** What `marked` leaves in answers, to be found again in whatever holds them. */
export const marks = ['canarywords', 'canaryplace', '01632 960 777', '01632960777', 'canary@example.org'] as const

/** The same answers, with words that are found again wherever they went. */
export function marked(ask: Questions, told: Told): Told {
  return Object.fromEntries(Object.entries(told).map(([name, given]) => [name, mark(ask, name, given)]))
}
function mark(ask: Questions, name: string, given: unknown): unknown {
  const field = ask[name]
  if (field?.kind === 'text' || field?.kind === 'textarea') return `${given} canarywords`
  if (field?.kind === 'phone') return '01632 960 777'
  if (field?.kind === 'email') return 'canary@example.org'
  if (field?.kind === 'place' && part(given, 'typed'))
    return { ...Object(given), typed: `${part(given, 'typed')} canaryplace` }
  if (field?.kind === 'people') return [given].flat().map(one => marked(field.each ?? {}, Object(one)))
  return given
}

export type Sent = Readonly<{ asked: number; reference: string; receipt: string }>
export type Telling = Readonly<{
  origin: string
  report: ReportDef
  told: Told
  /** Called on the first page of each kind: its start, each kind of question, its files, its answers, its end. */
  look?: (page: Page) => Promise<void>
  /** Called on the page of all answers, before they are sent. */
  beforeSending?: (page: Page) => Promise<void>
}>

/** Tells a whole report by its pages: no address and no tab says what it is about. */
export async function tell(page: Page, { origin, report, told, look, beforeSending }: Telling): Promise<Sent> {
  const seen = new Set<string>()
  const lookOnce = async (kind: string) => {
    if (!seen.has(kind)) await look?.(page)
    seen.add(kind)
  }
  await page.goto(`${origin}/report/${report.address}`)
  await lookOnce('start')
  await go(page.getByRole('button', { name: 'Start' }))
  const asked = askedOf(report, told)
  for (const name of asked) {
    assert.match(page.url(), /\/report\/\d+\/\d+$/)
    await lookOnce(report.ask[name]!.kind)
    assert.match(await page.title(), /^Question \d+$/)
    await answer(page, report, name, told)
    const pause = page.getByRole('button', { name: 'Carry on with my report' })
    if (await pause.isVisible()) await go(pause)
  }
  await lookOnce('files')
  await goOn(page)
  await lookOnce('answers')
  await beforeSending?.(page)
  await page.getByRole('button', { name: 'Send my report' }).click()
  await page.getByRole('heading', { name: 'We have your report' }).waitFor()
  await lookOnce('done')
  const [reference, receipt] = [
    await page.locator('#reference').innerText(),
    await page.locator('#receipt').innerText(),
  ]
  return { asked: asked.length, reference, receipt }
}
/** The questions that these answers call for, in order. */
function askedOf({ ask }: ReportDef, told: Told): readonly string[] {
  const read = readAnswers(ask, told, { today: '2026-11-18', zone: 'Europe/London', places: noPlaces })
  assert.ok('answers' in read, JSON.stringify(read))
  return Object.keys(ask).filter(name => isAsked(ask[name]!, read.answers))
}
const noPlaces = { find: () => [], get: () => undefined }

/** Answers one question as it is put, and goes on. */
export async function answer(page: Page, { ask }: ReportDef, name: string, told: Told): Promise<void> {
  await put(page, name, ask[name]!, part(told, name))
  await goOn(page)
  // What was typed may be like places that the gazetteer knows: the words are kept as they are.
  const typed = page.locator(`input[name="${name}.chosen"][value="as-typed"]`)
  if (await typed.count()) {
    await typed.check()
    await goOn(page)
  }
}

/** Fills in one question as its kind of field is put. */
async function put(page: Page, name: string, field: Field<unknown>, given: unknown): Promise<void> {
  const tick = (at: string, value: unknown) => page.locator(`input[name="${at}"][value="${value}"]`).check()
  const type = (at: string, value: unknown) => page.locator(`[name="${at}"]`).fill(String(value))
  if (given === undefined) return
  if (field.kind === 'radios') await tick(name, given)
  else if (field.kind === 'checkboxes') for (const one of [given].flat()) await tick(name, one)
  else if (field.kind === 'happened') await tick(`${name}.precision`, part(given, 'precision'))
  else if (field.kind === 'place') {
    await tick(`${name}.kind`, part(given, 'kind'))
    const [box, typed] = [part(given, 'kind') === 'online' ? 'link' : 'typed', part(given, 'typed')]
    if (typed !== undefined) await type(`${name}.${box}`, typed)
  } else if (field.kind === 'born') await type(`${name}.year`, given)
  else if (field.kind === 'people') await putPeople(page, name, field.each ?? {}, [given].flat())
  else await type(name, given)
}

async function putPeople(page: Page, name: string, each: Questions, people: readonly unknown[]): Promise<void> {
  for (const [index, person] of people.entries()) {
    if (index > 0) await go(page.getByRole('button', { name: 'Add another person' }))
    for (const [inner, field] of Object.entries(each))
      await put(page, `${name}.${index}.${inner}`, field, part(person, inner))
  }
}

/** Presses the button that goes on. */
export const goOn = (page: Page) => go(page.getByRole('button', { name: 'Continue' }))
