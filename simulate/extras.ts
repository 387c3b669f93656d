import pg from 'pg'
import type { Installation } from '#kernel'
import type { Crowd } from './crowd.ts'
import type { Marks } from './marks.ts'
import { type Matter, placeOf } from './matter.ts'
import type { Sink } from './rows.ts'

/**
 * What no life of ours does and a full county has: partners of many kinds in cases, some of them under agreements that
 * run or have run out; restricted and sealed matters with readers by name; staff who know somebody; and where people live.
 */
export type Extras = Readonly<{ before(matter: Matter): void; after(sink: Sink, matter: Matter): void }>

const running = '00000000-0000-7000-8000-0000000000a1'
const expired = '00000000-0000-7000-8000-0000000000a2'

/** One in so many cases, by the number of its life, is told to a partner of that name. */
const partners = [
  ['open-hands', 9],
  ['kingfisher-homes', 37],
  ['nhs-community-health', 61],
  ['lantern-trust', 401],
  ['harbour-house', 1999],
] as const

export function extrasOf(crowd: Crowd, marks: Marks, house: Pick<Installation, 'agencies'>): Extras {
  const here = partners.filter(([agency]) => house.agencies.some(one => one.id === agency))
  const officers = crowd.staff.filter(one => one.grants.includes('hate:officer'))
  return {
    before: matter => {
      const { number } = matter.life
      if (!matter.case) return
      marks.begin(matter.case.openedAt)
      for (const [agency, every] of here) if (number % every === 3) join(marks, matter, agency)
      const agreement = number % 20 < 2 ? running : number % 20 === 2 ? expired : undefined
      if (agreement) for (const one of matter.case.agencies) one.agreement = agreement
      const sensitivity = number % 4001 === 11 ? 'sealed' : number % 401 === 7 ? 'restricted' : 'ordinary'
      Object.assign(matter.case, { sensitivity })
      matter.sensitivity = sensitivity
    },
    after: (sink, matter) => {
      const { number } = matter.life
      if (matter.sensitivity !== 'ordinary') nameReaders(sink, marks, matter, officers)
      if (number % 20_011 === 13 && matter.links[0] && matter.case) {
        const user = officers[number % officers.length]!.id
        const { personId, at } = matter.links[0]
        sink('conflicts', [marks.id(), user, personId, 'A neighbour of mine', at, null])
      }
      writeHome(sink, marks, matter)
    },
  }
}

function join(marks: Marks, { case: joined, decisions, shares }: Matter, agency: string): void {
  if (!joined || joined.agencies.some(one => one.id === agency)) return
  joined.agencies.push({ id: agency, at: joined.openedAt })
  shares.push({ id: marks.id(), decision: decisions[0]!, to: agency })
}

/** Two officers, the second only for a month; of one matter in three, somebody who broke the glass for a day. */
function nameReaders(sink: Sink, marks: Marks, matter: Matter, officers: Crowd['staff']): void {
  const { id, openedAt: at } = matter.case!
  const { number } = matter.life
  const reader = (place: number) => officers[(number + place) % officers.length]!.id
  const after = (days: number) => new Date(at.getTime() + days * 86_400_000)
  sink('readers', [marks.id(), reader(0), id, null, 'Works this case', false, at, null])
  sink('readers', [marks.id(), reader(1), id, null, 'Covers for a colleague', false, at, after(30)])
  sink('readers', [marks.id(), reader(0), null, matter.id, 'Works this case', false, at, null])
  if (number % 3 === 0)
    sink('readers', [marks.id(), reader(2), id, null, 'A call about this address at night', true, at, after(1)])
}

/** The home of every other person known by name, where something happened at a postcode. */
function writeHome(sink: Sink, marks: Marks, matter: Matter): void {
  const place = placeOf(matter)
  if (!place?.id.startsWith('postcode:') || matter.life.number % 2) return
  for (const { recordId } of matter.links)
    sink('person_addresses', [marks.id(), recordId, place.id.slice(9), place.id, place.district, place.lsoa])
}

/** The two agreements that extras refer to: one in force, and one that ran out before the county's last month. */
export async function writeAgreements(ownerUrl: string, since: string, agencies: readonly string[], ended: string) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(
      `insert into kernel.agreements (id, title, parties, purposes, kinds, power, starts_on, ends_on)
       select id, title, $3::text[], '{work-on-case}', '{hate}', 'public-task', $4, ends_on
         from unnest($1::uuid[], $2::text[], array[null, $5]::date[]) as a(id, title, ends_on)`,
      [[running, expired], ['Safer communities', 'Safer communities, first year'], agencies, since, ended],
    )
  } finally {
    await client.end()
  }
}
