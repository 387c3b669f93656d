import pg from 'pg'
import { type Installation, localDate, startOfDay, type UserId } from '#kernel'
import { onTheRota, type Player, players } from './cast.ts'

export type Shift = Readonly<{ userId: UserId; startsAt: Date; endsAt: Date }>

const hour = 3_600_000
const day = 24 * hour

/**
 * Shifts of about twelve hours, from seven to seven by the wall, day and night, without a gap: each begins when the one
 * before ends, even where the clocks change.
 */
export function rota(house: Pick<Installation, 'zone'>, from: Date, until: Date): readonly Shift[] {
  const changes: number[] = []
  // Counted from midday to midday, so that a day of twenty-three or twenty-five hours is met once like any other.
  const midday = startOfDay(localDate(from, house), house).getTime() + 12 * hour
  for (let at = midday - day; at < until.getTime() + day; at += day) {
    const midnight = startOfDay(localDate(new Date(at), house), house).getTime()
    changes.push(midnight + 7 * hour, midnight + 19 * hour)
  }
  return changes.slice(1).map((end, index) => ({
    userId: onTheRota[index % onTheRota.length]!.id,
    startsAt: new Date(changes[index]!),
    endsAt: new Date(end),
  }))
}

/** Who is on duty at that instant. */
export const onDuty = (shifts: readonly Shift[], at: Date): UserId =>
  shifts.find(shift => shift.startsAt <= at && at < shift.endsAt)!.userId

/**
 * Writes the users, what they hold, their teams and the rota, as the owner: the application may not. Throws where
 * anybody is there already, or where an agency of the cast is not among the area's.
 */
export async function writeStaff(
  ownerUrl: string,
  since: string,
  shifts: readonly Shift[],
  staff: readonly Player[] = players,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await refuseUnlessEmpty(client)
    await writeUsers(client, since, staff)
    await writeTeams(client, since, staff)
    await client.query(
      `insert into kernel.duty (id, user_id, starts_at, ends_at)
       select gen_random_uuid(), * from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[])`,
      [shifts.map(one => one.userId), shifts.map(one => one.startsAt), shifts.map(one => one.endsAt)],
    )
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw fault
  } finally {
    await client.end()
  }
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  // Two that start at once must not both find it empty.
  await client.query('lock table kernel.users in share row exclusive mode')
  const { rowCount } = await client.query(
    'select from (select id from kernel.users union all select id from kernel.reports union all select id from kernel.cases) as anything limit 1',
  )
  if (rowCount) throw new Error('The made-up county loads only into an empty database, and this one is not')
}

async function writeUsers(client: pg.Client, since: string, staff: readonly Player[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>('select id from kernel.agencies')
  const missing = staff.find(player => !rows.some(row => row.id === player.agency))
  if (missing) throw new Error(`The made-up county needs the agency "${missing.agency}", which this area has not`)
  await client.query(
    'insert into kernel.users (id, agency_id, name, job_title) select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[])',
    [
      staff.map(one => one.id),
      staff.map(one => one.agency),
      staff.map(one => one.name),
      staff.map(one => one.jobTitle),
    ],
  )
  const grants = staff.flatMap(player => player.grants.map(grant => ({ user: player.id, held: grant.split(':') })))
  await client.query(
    `insert into kernel.grants (id, user_id, programme, role, starts_on)
     select gen_random_uuid(), *, $4::date from unnest($1::uuid[], $2::text[], $3::text[])`,
    [grants.map(one => one.user), grants.map(one => one.held[0]), grants.map(one => one.held[1]), since],
  )
}

const teams = {
  hub: { id: '00000000-0000-7000-8000-000000000091', name: 'Hub', agency: null },
  hate: { id: '00000000-0000-7000-8000-000000000092', name: 'Hate crime team', agency: 'warwickshire-police' },
}

async function writeTeams(client: pg.Client, since: string, staff: readonly Player[]): Promise<void> {
  for (const team of Object.values(teams))
    await client.query('insert into kernel.teams (id, agency_id, name) values ($1, $2, $3)', [
      team.id,
      team.agency,
      team.name,
    ])
  for (const { id, team } of staff)
    if (team)
      await client.query('insert into kernel.team_members (team_id, user_id, starts_on) values ($1, $2, $3)', [
        teams[team].id,
        id,
        since,
      ])
}
