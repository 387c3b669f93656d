import { part, said } from '#kernel'
import type { Visit } from '#web'
import { type Asked, askedNothing } from './fit.ts'
import { type Time, times } from './opening.ts'
import { type Asker, askers, people, spoken } from './service.ts'
import { type Gazetteer, type Where, whereIs } from './where.ts'

/** What a form of the finder sent, as far as it can be read; anything else is as if nothing was chosen. */
export type Given = Readonly<{ asked: Asked; place: string; where: Where }>

/** Reads the finder's form. Nothing typed is a mistake: a place that nobody knows is said to be so, on the page. */
export function givenIn(
  { given }: Pick<Visit, 'given'>,
  needs: Readonly<Record<string, string>>,
  ground: Gazetteer,
): Given {
  const line = (name: string) => said(part(given, name)).slice(0, 200)
  const listed = [part(given, 'person')].flat().map(said)
  const place = line('place')
  const chosen = line('district')
  const found = whereIs(place, ground)
  const own = found.is === 'several' ? found.districts.find(one => one.id === chosen) : undefined
  const where: Where = own ? { is: 'here', district: own } : found
  return {
    place,
    where,
    asked: {
      ...askedNothing,
      needs: Object.hasOwn(needs, line('need')) ? [line('need')] : [],
      people: people.filter(one => listed.includes(one)),
      asker: oneOf(askers, line('asker')),
      time: oneOf(times, line('time')),
      language: Object.hasOwn(spoken, line('speak')) ? line('speak') : undefined,
      district: where.is === 'here' ? where.district.id : where.is === 'elsewhere' ? 'elsewhere' : undefined,
    },
  }
}

const oneOf = <T extends Asker | Time>(all: readonly T[], code: string): T | undefined => all.find(one => one === code)
