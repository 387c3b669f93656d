import { createHash } from 'node:crypto'
import type { Tx } from '../database.ts'
import type { Questions, Text } from '../fields.ts'
import type { Programme } from '../programme.ts'

/** The questions as they were put, so that an answer is always read beside what was asked. */
export type Wording = Readonly<{
  title: Text
  questions: Readonly<Record<string, QuestionWorded>>
  /** The English, where the questions were put in another language. */
  english?: Readonly<{ title: Text; questions: Readonly<Record<string, QuestionWorded>> }>
}>
export type QuestionWorded = Readonly<{
  label: Text
  hint?: Text
  kind: string
  options?: Readonly<Record<string, Text>>
  each?: Readonly<Record<string, QuestionWorded>>
}>
export type WordingVersion = Readonly<{ version: string; language: string }>

/** The wording of a programme's public form, and the version that its words make it. */
export function wordingOf(report: NonNullable<Programme['report']>): { version: string; wording: Wording } {
  const known = wordings.get(report)
  if (known) return known
  const wording = { title: report.title, questions: worded(report.ask) }
  const version = createHash('sha256').update(JSON.stringify(wording)).digest('hex').slice(0, 16)
  wordings.set(report, { version, wording })
  return { version, wording }
}

const wordings = new WeakMap<NonNullable<Programme['report']>, { version: string; wording: Wording }>()

/** Keeps the wording, once for each version and language: the words as they were shown, and their English beside them. */
export async function keepWording(
  tx: Tx,
  programme: Programme,
  language: string,
  asked: NonNullable<Programme['report']> = programme.report!,
): Promise<WordingVersion> {
  const english = wordingOf(programme.report!)
  const { version, wording } = asked === programme.report ? english : besides(wordingOf(asked), english)
  const known = tx.db.selectFrom('wordings').select('version').where('version', '=', version)
  if (!(await known.where('language', '=', language).executeTakeFirst())) {
    const row = { version, language, kind: programme.id, wording: JSON.stringify(wording) }
    tx.write(
      tx.db
        .insertInto('wordings')
        .values(row)
        .onConflict(conflict => conflict.doNothing()),
    )
  }
  return { version, language }
}

type Versioned = Readonly<{ version: string; wording: Wording }>

const besides = (shown: Versioned, english: Versioned): Versioned => ({
  version: shown.version,
  wording: { ...shown.wording, english: english.wording },
})

function worded(questions: Questions): Readonly<Record<string, QuestionWorded>> {
  return Object.fromEntries(
    Object.entries(questions).map(([name, field]) => [
      name,
      {
        label: field.label,
        kind: field.kind,
        ...(field.hint && { hint: field.hint }),
        ...(field.options && {
          options: Object.fromEntries(
            Object.entries(field.options).map(([code, option]) => [
              code,
              typeof option === 'string' ? option : option.label,
            ]),
          ),
        }),
        ...(field.each && { each: worded(field.each) }),
      },
    ]),
  )
}
