/** A Markdown table; a bar or a line's end inside a cell is kept from breaking it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Parts of a document one under another, with a blank line between; what is absent leaves no gap. */
export const stacked = (...parts: readonly (string | undefined)[]): string =>
  `${parts.filter(part => part !== undefined && part !== '').join('\n\n')}\n`

/** Says whose the file is, so that nobody mends it by hand. */
export const generated = '<!-- Written by `node bin/document.ts` from the code: change the code, not this file. -->'

/** Named things in a row, or a dash where there are none. */
export const listed = (things: readonly string[]): string => things.join(', ') || '–'

const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()
