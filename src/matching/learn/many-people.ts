import type { Column, People } from '../people.ts'
import { columnOf, fewest } from './frequencies.ts'

/**
 * Which words of a column, 1 for each, so many different people bear that a model may name them: as many surnames and as
 * many birth dates stand beside a word. One person recorded ten times has words that ten records bear. Where neither is
 * known nobody can tell, and it is none.
 */
export function borneByMany(people: People, name: string): Uint8Array {
  const column = columnOf(people, name)!
  const many = Uint8Array.from(column.words.counts, count => (count >= fewest ? 1 : 0))
  const { surname, birthDate } = people.facts
  const beside = [surname, birthDate].filter(one => one !== undefined && one !== column)
  if (beside.length === 0) many.fill(0)
  for (const one of beside) keepThoseBeside(many, column, one!.values)
  return many
}

/** Keeps of the words those beside which enough different values stand. */
function keepThoseBeside(many: Uint8Array, { values }: Column, beside: Int32Array): void {
  const place = new Int32Array(many.length).fill(-1)
  let places = 0
  for (let word = 0; word < many.length; word++) if (many[word] === 1) place[word] = places++
  const seen = new Int32Array(places * fewest)
  const sizes = new Uint8Array(places)
  for (let record = 0; record < values.length; record++) {
    const at = values[record]! < 0 ? -1 : place[values[record]!]!
    if (at < 0 || beside[record]! < 0 || sizes[at] === fewest) continue
    const [from, end] = [at * fewest, at * fewest + sizes[at]!]
    let known = from
    while (known < end && seen[known] !== beside[record]) known++
    if (known < end) continue
    seen[end] = beside[record]!
    sizes[at]!++
  }
  for (let word = 0; word < many.length; word++) if (many[word] === 1 && sizes[place[word]!]! < fewest) many[word] = 0
}
