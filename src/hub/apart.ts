import { type PersonId, type RecordId, recordsById, type Tx } from '#kernel'
import { differencesOf } from '#matching'
import { type Html, html, mark, nameOf } from '#web'

/** A record of a person, another of which somebody said that it is somebody else's, and where that was said. */
export type Apart = Readonly<{
  record: RecordId
  other: RecordId
  name: string
  href: string | undefined
  of: 'this person' | 'another' | 'nobody'
}>

/**
 * Of whom the records of a person were said to be another, each two once, to whoever sees both: what stands against their
 * being linked to anybody else's, also where the other is no record of this person, nor like one.
 */
export async function apartFrom(tx: Tx, person: PersonId, ids: readonly RecordId[]): Promise<readonly Apart[]> {
  const said = (await differencesOf(tx, ids)).filter(one => !ids.includes(one.other) || one.record < one.other)
  const others = new Map((await recordsById(tx, [...new Set(said.map(one => one.other))])).map(one => [one.id, one]))
  return said.flatMap(({ record, other, person: whose, pairId }) => {
    const shown = others.get(other)
    const of = whose === null ? 'nobody' : whose === person ? 'this person' : 'another'
    return shown
      ? [{ record, other, name: nameOf(shown), href: pairId ? `/hub/matches/${pairId}` : undefined, of }]
      : []
  })
}

/** The same to read: each two, where to read what was said, and where it is contradicted. `titleOf` is what the page calls a record. */
export const apartView = (apart: readonly Apart[], titleOf: (record: RecordId) => string): Html =>
  html`<ul class="sk-records">${apart.map(one => {
    const two = `${titleOf(one.record)} and ${one.name}`
    return html`<li><strong>${one.href ? html`<a class="govuk-link" href="${one.href}">${two}<span class="govuk-visually-hidden">, read what was said</span></a>` : two}</strong> ${one.of === 'this person' ? mark('Yet both are linked to this person', 'warm') : undefined}<p class="sk-facts__line sk-muted">${whose[one.of]}</p></li>`
  })}</ul>`

const whose = {
  'this person': 'One of the two links is wrong, or the word is: undo it.',
  another:
    'The other is linked to another person. Nobody links the records of the two to one person until that is taken back.',
  nobody: 'The other is linked to nobody. Nobody links it to this person until that is taken back.',
}
