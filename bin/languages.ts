/*
 * Every word that the public reads, and whether every language has it. `node bin/languages.ts` lists what is missing, left
 * over or does not fit; `--check` fails for any; `--tidy` takes out what is left over and puts the rest in order.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refusals } from '#kernel'
import { otherMeasures } from '../src/commands/jobs.ts'
import { adding, deleting, grown, naming, rules, surveyed } from '../src/conversation/fields.ts'
import { ownMeasures, readOfficial, readPlan, wordsOfPlan } from '../src/plan/index.ts'
import { aboutYou } from '../src/portal/about-you.ts'
import { programmes } from '../src/programmes.ts'
import { catalogueIn } from '../src/web/catalogue.ts'
import { wordsOfQuestions, wordsOfReport } from './languages/definitions.ts'
import { faultsIn } from './languages/faults.ts'
import { type Found, literalsIn } from './languages/literals.ts'

const root = join(import.meta.dirname, '..')
/** Rooms whose pages the public reads, and the kit and the questions that they are made of. */
const folders = [
  'asking',
  'conversation',
  'directory',
  'files',
  'kernel',
  'messages',
  'newsletter',
  'plan',
  'portal',
  'web',
].map(room => `src/${room}`)

/** Every English string that a language must have, with a place where it is said. */
export function publicWords(): Found {
  return new Map([
    ...literalsIn(root, folders),
    ...programmes.flatMap(({ id, title, report }) => (report ? [[title, `the title of ${id}`] as const] : [])),
    ...refusalWords(),
    ...programmes.flatMap(({ id, report }) => (report ? [...wordsOfReport(report, `the report of ${id}`)] : [])),
    ...[adding, deleting, naming, rules, grown, surveyed].flatMap(asked => [
      ...wordsOfQuestions(asked, 'src/conversation/fields.ts'),
    ]),
    ...wordsOfQuestions(aboutYou, 'src/portal/about-you.ts'),
    ...areaWords('warwickshire'),
    ...planWords('warwickshire'),
  ])
}

/** What is said where a file is not taken, and where a thing cannot be done. */
const refusalWords = (): Found =>
  new Map(
    Object.entries(refusals)
      .filter(([code]) => /^(file-|document-(too-large|empty)$|no-room-for-files$|key-used$|wrote-often$)/.test(code))
      .map(([, message]) => [message, 'src/kernel/refusals.ts']),
  )

/** What the area pack says to the public: what to do in danger, and the names of needs. */
function areaWords(area: string): Found {
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'areas', area, file), 'utf8'))
  const { emergency } = read('area.json')
  const { needs } = read('services.json')
  return new Map([...Object.values(emergency), ...Object.values(needs)].map(words => [String(words), `areas/${area}`]))
}

/** The plan of the area, the official figures beside it, and what every measure of ours counts. */
function planWords(area: string): Found {
  const read = (file: string) => JSON.parse(readFileSync(join(root, 'areas', area, file), 'utf8'))
  const own = ownMeasures({ programmes: new Map(programmes.map(one => [one.id, one])) }, otherMeasures)
  const counted = own.map(({ measure: { sql: _, ...measure }, source }) => ({
    measure: { ...measure, source, every: 'month' as const },
    rows: [],
  }))
  const words = wordsOfPlan(readPlan(read('plan/plan.json')), [
    ...counted,
    ...readOfficial(read('statistics/series.json')),
  ])
  return new Map(words.map(one => [one, 'the plan']))
}

export const tags = ['pl', 'pa', 'ur', 'ro'] as const
const pathOf = (tag: string): string => join(root, 'languages', `${tag}.json`)
export const catalogueOf = (tag: string) => catalogueIn(JSON.parse(readFileSync(pathOf(tag), 'utf8')), tag)

function tidy(tag: string, words: Found): void {
  const file = JSON.parse(readFileSync(pathOf(tag), 'utf8'))
  const kept = Object.entries(file.words).filter(([key]) => words.has(key))
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  writeFileSync(pathOf(tag), `${JSON.stringify({ ...file, words: Object.fromEntries(kept) }, undefined, 2)}\n`)
}

if (import.meta.main) {
  const words = publicWords()
  if (process.argv.includes('--tidy')) for (const tag of tags) tidy(tag, words)
  const faults = tags.flatMap(tag => faultsIn(catalogueOf(tag), words, catalogueOf('en')))
  for (const fault of faults) console.log(fault)
  console.log(`${words.size} strings; ${faults.length} faults in ${tags.length} languages`)
  if (process.argv.includes('--check') && faults.length > 0) process.exit(1)
}
