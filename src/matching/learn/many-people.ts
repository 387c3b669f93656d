import type { People } from '../people.ts'
import { columnOf, fewest } from './frequencies.ts'

/**
 * Which words of a column, 1 for each, so many different people bear that a model may name them: as many surnames and as
 * many birth dates stand beside a word. One person recorded ten times has words that ten records bear. Where neither is
 * known nobody can tell, and it is none.
 */
export function borneByMany(people: People, name: string): Uint8Array {
  const column = columnOf(people, name)!
  const { counts } = column.words
  const many = new Uint8Array(counts.length)
  const { surname, birthDate } = people.facts
  const beside = [surname, birthDate].flatMap(one => (one && one !== column ? [one.values] : []))
  if (beside.length === 0) return many
  for (let word = 0; word < counts.length; word++) if (counts[word]! >= fewest) many[word] = 1
  for (const one of beside) keepThoseBeside(many, column.values, one)
  return many
}

/** Keeps of the words those beside which enough different values stand. */
function keepThoseBeside(many: Uint8Array, values: Int32Array, beside: Int32Array): void {
  // Of each word that is looked for, where what stands beside it is noted; -1 as soon as that is enough.
  const place = new Int32Array(many.length).fill(-1)
  let places = 0
  for (let word = 0; word < many.length; word++) if (many[word] === 1) place[word] = places++
  const seen = new Int32Array(places * fewest)
  const sizes = new Uint8Array(places)
  for (let record = 0; record < values.length; record++) {
    const word = values[record]!
    const at = word < 0 ? -1 : place[word]!
    const value = beside[record]!
    if (at < 0 || value < 0) continue
    let known = at * fewest
    const end = known + sizes[at]!
    while (known < end && seen[known] !== value) known++
    if (known < end) continue
    seen[end] = value
    sizes[at]!++
    if (sizes[at] === fewest) place[word] = -1
  }
  for (let word = 0; word < many.length; word++) if (place[word]! >= 0) many[word] = 0
}
