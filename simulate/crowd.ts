import type { Installation, UserId } from '#kernel'
import { castList, type Part, type Player, players } from './cast.ts'
import { familyName, givenName } from './names.ts'

/** Everybody who works in a full county: the cast, and some hundreds beside them in every agency. */
export type Crowd = Readonly<{
  staff: readonly Player[]
  /** Who plays a part of the cast in the life of that number. */
  player(part: Part, number: number): Player
  agencyOf(user: UserId): string
}>

/** Of each hundred: where they work, by kind of agency, and what they hold. A council's people hold nothing. */
const posts = [
  { kind: 'police', many: 24, grants: ['hate:officer'], team: 'hate', title: 'Hate crime officer' },
  { kind: 'police', many: 4, grants: ['hate:supervisor'], team: 'hate', title: 'Hate crime supervisor' },
  { kind: 'police', many: 6, grants: ['hub:triage'], team: 'hub', title: 'Hub triage worker' },
  { kind: 'adults-social-care', many: 6, grants: ['hub:triage'], team: 'hub', title: 'Hub triage worker' },
  { kind: 'childrens-social-care', many: 2, grants: ['hub:supervisor'], team: 'hub', title: 'Hub supervisor' },
  { kind: 'council', many: 25, grants: [], title: 'Community safety officer' },
  { kind: 'charity', many: 15, grants: [], title: 'Support worker' },
  { kind: 'housing', many: 8, grants: [], title: 'Housing officer' },
  { kind: 'health', many: 10, grants: [], title: 'Safeguarding nurse' },
] as const

/** The cast with so many more beside it, the same every time; none more is the cast alone. */
export function crowdOf(house: Pick<Installation, 'agencies'>, more: number): Crowd {
  const others = Array.from({ length: more }, (_, index) => strangerAt(house, index)).filter(one => one !== undefined)
  const staff = [...players, ...others]
  const holding = (grant: string) => staff.filter(one => one.grants.includes(grant))
  const stands: Readonly<Partial<Record<Part, readonly Player[]>>> = more
    ? {
        triage: holding('hub:triage'),
        triageToo: holding('hub:triage'),
        officer: holding('hate:officer'),
        officerToo: holding('hate:officer'),
        hateSupervisor: holding('hate:supervisor'),
      }
    : {}
  const agencies = new Map(staff.map(one => [one.id, one.agency]))
  return {
    staff,
    player: (part, number) => {
      const standing = stands[part]
      return standing ? standing[number % standing.length]! : castList[part]
    },
    agencyOf: user => agencies.get(user)!,
  }
}

function strangerAt(house: Pick<Installation, 'agencies'>, index: number): Player | undefined {
  let place = (index * 37) % 100
  const post = posts.find(({ many }) => {
    place -= many
    return place < 0
  })!
  const agencies = house.agencies.filter(agency => agency.kind === post.kind)
  const agency = agencies[index % agencies.length]
  if (!agency) return undefined
  const digits = String(1000 + index).padStart(12, '0')
  return {
    key: `more${index}`,
    id: `00000000-0000-7000-8000-${digits}` as UserId,
    name: `${givenName(((index * 61) % 89) / 89)} ${familyName(((index * 101) % 307) / 307)}`,
    jobTitle: post.title,
    agency: agency.id,
    grants: post.grants,
    ...('team' in post && { team: post.team }),
  }
}
