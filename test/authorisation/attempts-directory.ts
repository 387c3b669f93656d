import type { Attempt } from './attempts.ts'
import type { Rows } from './rows.ts'
import type { Standing } from './standing.ts'

const when = (is: boolean, rule: string) => (is ? rule : undefined)

/** C16: of a service that one keeps, in one's own name; and a new one, for oneself or for anybody. */
export function inDirectory(
  who: Standing,
  { at, name }: Readonly<{ at: string; name: string }>,
  { id, agency_id }: Rows['directory.services'],
): readonly Attempt[] {
  const own = name === who.user
  const isKeeper = who.programmes.has('directory')
  const brings = who.asker.kind === 'job' && who.asker.name === 'directory'
  const isTheirs = agency_id !== null && agency_id === who.agency
  const version = { service_id: id, version: 9, kind: 'helpline', said: {}, by_user: name, at }
  const service = { kind: 'helpline', agency_id, made_at: at, changed_at: at }
  return [
    { table: 'directory.versions', row: version, rule: when(own && who.service(id).keeps, 'C16') },
    {
      table: 'directory.deeds',
      row: { service_id: id, deed: 'checked', by_user: name, at },
      rule: when(own && isKeeper, 'C16'),
    },
    {
      table: 'directory.services',
      row: { ...service, state: 'draft' },
      rule: when(isKeeper || brings || isTheirs, 'C16'),
    },
    { table: 'directory.services', row: { ...service, state: 'withdrawn' }, rule: when(isKeeper || brings, 'C16') },
  ]
}
