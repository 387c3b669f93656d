import { createHash } from 'node:crypto'
import type { Installation } from '#kernel'
import type { Ask } from './database-asked.ts'
import type { Acknowledged, Ledger } from './ledger.ts'
import { shapesOf, structure } from './structure.ts'

/** What is to be held to its word: the database, the house whose key seals its files, and what users were told. */
export type Held = Readonly<{ ask: Ask; house: Installation; ledger: Ledger }>

/**
 * Everything that is wrong with an installation after a misfortune, each in a sentence: what was acknowledged and is
 * not there exactly once, what is there in part, histories that do not connect, and files that are not what was kept.
 * May be asked while people work, but for reports that nobody was told of, which `whole` looks for once all are done.
 */
export async function faultsIn(held: Held, { whole = false } = {}): Promise<readonly string[]> {
  const told = [...held.ledger.acknowledged]
  return [
    ...held.ledger.odd,
    ...(await lostOrDoubled(held, told)),
    ...(await inPart(held)),
    ...(await filesAltered(held, told)),
    ...(whole ? await untold(held, told) : []),
  ]
}

/** How each kind of thing is found again, by what its user knows of it. */
const found = {
  report: `select count(r.id)::int as n, t.key from unnest($1::text[]) as t(key)
    left join kernel.reports r on r.reference = t.key group by t.key having count(r.id) <> 1`,
  decision: `select count(d.id)::int as n, t.key from unnest($1::text[]) as t(key)
    left join kernel.decisions d on d.rationale = t.key group by t.key having count(d.id) <> 1`,
  step: `select count(e.id)::int as n, t.key from unnest($1::text[]) as t(key)
    left join (select e.id, said.words from kernel.chronology e,
      lateral (select value as words from jsonb_each_text(e.answers) union select e.rationale) as said
      where e.corrects is null) as e on e.words = t.key group by t.key having count(e.id) <> 1`,
  correction: `select count(e.id)::int as n, t.key from unnest($1::text[]) as t(key)
    left join kernel.chronology e on e.corrects is not null and e.answers ->> 'note' = t.key group by t.key having count(e.id) <> 1`,
  document: `select count(d.id)::int as n, t.key from unnest($1::text[]) as t(key)
    left join kernel.documents d on d.title = t.key group by t.key having count(d.id) <> 1`,
} as const satisfies Record<Acknowledged['what'], string>

const keyOf = (one: Acknowledged): string =>
  one.what === 'report'
    ? one.reference
    : one.what === 'decision'
      ? one.rationale
      : one.what === 'document'
        ? one.title
        : one.words

async function lostOrDoubled({ ask }: Held, told: readonly Acknowledged[]): Promise<readonly string[]> {
  const kinds = ['report', 'decision', 'step', 'correction', 'document'] as const
  const wrong: string[] = []
  for (const what of kinds) {
    const keys = told.filter(one => one.what === what).map(keyOf)
    const rows = await ask<{ n: number; key: string }>(found[what], [keys])
    wrong.push(...rows.map(({ n, key }) => `an acknowledged ${what} is there ${n} times: ${key}`))
  }
  return wrong
}

async function inPart({ ask, house }: Held): Promise<readonly string[]> {
  const shapes = JSON.stringify(shapesOf(house))
  const wrong: string[] = []
  for (const [rule, statement] of Object.entries(structure)) {
    const rows = await ask<{ what: string }>(statement, statement.includes('$1') ? [shapes] : [])
    wrong.push(...rows.slice(0, 3).map(({ what }) => `${rule}: ${what}${rows.length > 3 ? ` and others` : ''}`))
  }
  return wrong
}

type Kept = { id: string; title: string; sha256: Buffer; sealed_key: Buffer; bytes: string }

/** Every file that is named can be read, opens under its key, and is what was sent. */
async function filesAltered({ ask, house }: Held, told: readonly Acknowledged[]): Promise<readonly string[]> {
  const sent = new Map(told.flatMap(one => (one.what === 'document' ? [[one.title, one.sha256] as const] : [])))
  const wrong: string[] = []
  for (const row of await ask<Kept>('select id, title, sha256, sealed_key, bytes from kernel.documents')) {
    try {
      const sealed = await house.documents.read(row.id)
      const bytes = house.sealer.open({ sealed, key: row.sealed_key }, row.id)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const expected = sent.get(row.title) ?? sha256
      if (sha256 !== row.sha256.toString('hex') || sha256 !== expected || bytes.length !== Number(row.bytes))
        wrong.push(`the file of ${row.title} is not what was sent`)
    } catch (fault) {
      wrong.push(`the file of ${row.title} is named and cannot be read: ${fault instanceof Error ? fault.message : ''}`)
    }
  }
  return wrong
}

/** What is there that nobody was told of, once everybody has been told of everything: a send repeated must be one. */
async function untold({ ask }: Held, told: readonly Acknowledged[]): Promise<readonly string[]> {
  const count = (what: Acknowledged['what']) => told.filter(one => one.what === what).length
  const [there] = await ask<Record<'report' | 'decision' | 'step' | 'correction' | 'document', number>>(
    `select (select count(*)::int from kernel.reports) as report, (select count(*)::int from kernel.decisions) as decision,
       (select count(*)::int from kernel.chronology where corrects is null and step <> 'opened') as step,
       (select count(*)::int from kernel.chronology where corrects is not null) as correction,
       (select count(*)::int from kernel.documents) as document`,
  )
  const kinds = ['report', 'decision', 'step', 'correction', 'document'] as const
  return kinds.flatMap(what =>
    there?.[what] === count(what)
      ? []
      : [`${count(what)} of ${what} were acknowledged, and ${there?.[what]} are there`],
  )
}
