import { type Field, type Piece, part, type Questions, type ReportDef, type Surroundings } from '#kernel'
import type { Found } from './literals.ts'

/** The members of a report's definition that hold no words, or none that the public reads. */
const wordless: ReadonlySet<string> = new Set([
  'address',
  'id',
  'kind',
  'of',
  'care',
  'clocks',
  'support',
  'goesTo',
  'example',
  'examples',
  'schema',
  'autocomplete',
])

/** Every string that a report's definition shows to the public: its words, and what its questions say of a wrong answer. */
export function wordsOfReport(report: ReportDef, where: string): Found {
  const found = new Map<string, string>()
  const add = (text: string): void => void (/\p{L}/u.test(text) && found.set(text, where))
  const { ask, ...rest } = report
  walk(rest, add)
  questions(ask, add)
  return found
}

/** Every string of questions that stand outside a report's form. */
export function wordsOfQuestions(asked: Questions, where: string): Found {
  const found = new Map<string, string>()
  questions(asked, text => void (/\p{L}/u.test(text) && found.set(text, where)))
  return found
}

function walk(value: unknown, add: (text: string) => void): void {
  if (typeof value === 'string') add(value)
  else if (Array.isArray(value)) for (const one of value) walk(one, add)
  else if (typeof value === 'object' && value !== null)
    for (const name of Object.keys(value)) if (!wordless.has(name)) walk(part(value, name), add)
}

function questions(asked: Questions, add: (text: string) => void): void {
  for (const field of Object.values(asked)) {
    if (field.referral) continue // English only: see src/referral
    const { label, each, read: _, ...rest } = field
    add(field.optional ? label.replace(/ \(optional\)$/, '') : label)
    walk(rest, add)
    if (each) questions(each, add)
    for (const piece of piecesOf(field)) add(typeof piece === 'string' ? piece : piece.text)
  }
}

/** What a question says of answers that are wrong in every way that we can think of: its messages stand nowhere else. */
function piecesOf(field: Field<unknown>): readonly Piece[] {
  return wrongAnswers.flatMap(answer => {
    const read = field.read(answer, around)
    if (read.ok) return []
    const inside = (read.within ?? []).flatMap(({ message, pieces = [message] }) => pieces)
    return [...(read.pieces ?? (read.within ? [] : [read.message])), ...inside]
  })
}

const long = 'x'.repeat(30_000)
const wrongAnswers: readonly unknown[] = [
  '',
  '?',
  '7F2K-9QXT-3MZA-B4C5', // a receipt, which no answer may hold
  long,
  '2999-01-01',
  { precision: '?' },
  { precision: 'unknown', about: long },
  { precision: 'day' },
  { precision: 'month' },
  { precision: 'year' },
  { precision: 'day', date: '2999-01-01' },
  { kind: '?' },
  { kind: 'place' },
  { kind: 'online' },
  { kind: 'place', typed: long },
  { day: '2026-01-01' },
  Array.from({ length: 100 }, () => ({ a: 'b' })),
]
const around: Surroundings = {
  today: '2026-11-22',
  zone: 'Europe/London',
  places: { find: () => [], get: () => undefined },
}
