import { agencies, idOf, programmes } from './names.ts'
import type { AllRows } from './rows.ts'
import type { Fate } from './spans.ts'

export type Staff = Pick<
  AllRows,
  'users' | 'teams' | 'team_members' | 'grants' | 'duty' | 'agreements' | 'sessions' | 'openings'
>

const roles: readonly string[] = [
  'hub:supervisor',
  'hub:triage',
  'audit:auditor',
  'retention:keeper',
  'directory:editor',
  ...Object.keys(programmes).flatMap(one => [`${one}:clerk`, `${one}:keeper`]),
]

/** Those who work there: what they hold from when until when, their teams, their shifts, and what their agencies agreed. */
export function staffOf(fate: Fate, count: number): Staff {
  const users = Array.from({ length: count }, (_, place) => ({
    id: idOf(10, place),
    agency_id: fate.one(agencies),
    leaves_on: fate.weighed([
      [null, 9],
      [fate.day(-1), 1],
      [fate.day(0), 1],
      [fate.day(40), 1],
    ]),
  }))
  const teams = [0, 1, 2, 3].map(place => ({ id: idOf(11, place) }))
  // All are in one team, and all agencies in one agreement, from tomorrow.
  const tomorrow = { starts_on: fate.day(1), ends_on: null }
  // The first few are sure to be dealt the roles on which most turns.
  const dealt = (place: number) =>
    new Set([...roles.slice(place, place + (place < 3 ? 1 : 0)), ...fate.some(roles, 0, 3)])
  const held = users.flatMap((user, place) => [...dealt(place)].map(role => [user.id, role] as const))
  const sessions = users.map((user, place) => ({ token_hash: `token-${place}`, user_id: user.id }))
  return {
    users,
    teams,
    team_members: users.flatMap(user => [
      ...fate.some(teams.slice(0, 3), 0, 2).map(team => ({ team_id: team.id, user_id: user.id, ...fate.days() })),
      { team_id: idOf(11, 3), user_id: user.id, ...tomorrow },
    ]),
    grants: held.map(([user_id, grant], place) => {
      const [programme = '', role = ''] = grant.split(':')
      return { id: idOf(12, place), user_id, programme, role, ...fate.days() }
    }),
    duty: fate.some(users, 6, 9).map((user, place) => {
      const { starts_at, ends_at } = fate.span()
      return { id: idOf(13, place), user_id: user.id, starts_at, ends_at: ends_at ?? fate.instant(9_000) }
    }),
    agreements: [
      ...[0, 1, 2, 3, 4, 5].map(place => ({
        id: idOf(14, place),
        parties: fate.some(agencies, 1, 4),
        ...fate.days(),
      })),
      { id: idOf(14, 6), parties: agencies, ...tomorrow },
    ],
    sessions,
    openings: sessions.map(({ token_hash }, place) => ({ token_hash, subject: idOf(15, place) })),
  }
}
