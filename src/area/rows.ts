import { readText } from './read.ts'

/**
 * The rows of a prepared gazetteer file below its heading. These files are written by `bin/gazetteer.ts`, which refuses
 * a comma or quote in any value, so that a plain split is right and fifteen thousand rows cost milliseconds at start.
 */
export function rowsOf(folder: string, file: string): readonly (readonly string[])[] {
  const lines = readText(folder, file).split('\n')
  return lines.slice(1).flatMap(line => (line === '' ? [] : [line.split(',')]))
}
