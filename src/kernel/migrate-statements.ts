import { createHash } from 'node:crypto'

/** One step of a migration, and the digest it is known by within its file. */
export type Step = Readonly<{
  text: string
  sha256: string
  /** PostgreSQL takes it in no transaction, it commits by itself, or it is long and lets others by. */
  isByItself: boolean
}>

/** The steps of a text of SQL: its statements, but what stands between `begin;` and `commit;` is one. */
export function stepsIn(text: string): readonly Step[] {
  const steps: string[] = []
  let together: string[] | undefined
  for (const statement of statementsIn(text)) {
    if (/^begin$/i.test(statement)) together = []
    else if (/^commit$/i.test(statement) && together) {
      steps.push(together.join(';\n'))
      together = undefined
    } else (together ?? steps).push(statement)
  }
  if (together) throw new Error('A migration begins a step that it does not commit')
  // The same words said twice are two steps.
  return steps.map((step, index) => {
    const before = steps.slice(0, index).filter(one => one === step).length
    const sha256 = createHash('sha256').update(`${before} ${step}`).digest('hex')
    return { text: step, sha256, isByItself: byItself.test(step) }
  })
}

const byItself =
  /^(create|drop|reindex)\b[^;]*\bconcurrently\b|^do\b.*\bcommit\s*;|^vacuum\b|^alter\s+table\b[^;]*\bvalidate\s+constraint\b[^;]*$/is

/**
 * The statements of a text of SQL, without the comments between them. It knows where a semicolon ends nothing: in quotes,
 * in dollar quotes and in comments, which is all that a migration taken in steps may hold (no `begin atomic`).
 */
export function statementsIn(text: string): readonly string[] {
  const statements: string[] = []
  let current = ''
  for (const [part] of text.matchAll(parts)) {
    if (part === ';') {
      statements.push(current)
      current = ''
    } else if (!comment.test(part)) current += part
  }
  return [...statements, current].map(one => one.trim()).filter(one => one !== '')
}

const comment = /^(--|\/\*)/
const parts =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<!\w)\$([a-z_]*)\$[\s\S]*?\$\1\$|;|[^-/'"$;]+|[-/'"$]/gi
