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
