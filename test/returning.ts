import assert from 'node:assert/strict'
import type { FastifyInstance } from 'fastify'
import { owner } from './cast.ts'
import { post, type Seen, seen, visit } from './visitor.ts'
import type { TestHub, Worker } from './worker.ts'

/** Somebody who comes back to a report by its code, and presses a button by its value on the page they are on. */
export const returning = (server: () => FastifyInstance) => ({
  back: async (code: string): Promise<Seen> => (await visit(server(), '/return')).press({ code }),
  pressed: async (page: Seen, value: string, given: Readonly<Record<string, string>> = {}): Promise<Seen> => {
    const kept = page.filled.filter(([name]) => !Object.hasOwn(given, name))
    const pairs = [...kept, ...Object.entries(given), ['do', value] as const]
    return seen(server(), await post(server(), '/return', pairs))
  },
})

/** Decides on a request to delete, and says why. */
export async function decideDeletion(by: Worker, id: string, decision: 'granted' | 'refused'): Promise<void> {
  const at = `/hub/reports/${id}/conversation`
  await by.open(at, 'triage')
  const told = decision === 'refused' ? 'Because of the court' : 'It will be deleted'
  const answer = await by.post(at, { do: 'deletion', once: id, decision, told, why: 'The law' })
  assert.equal(answer.to, `${at}?done=${decision}`)
}

/** Has a report deleted: asked for with its code, granted by one and done by another. */
export async function haveDeleted(
  { server }: TestHub,
  { receipt, id }: Readonly<{ receipt: string; id: string }>,
  { grants, deletes }: Readonly<{ grants: Worker; deletes: Worker }>,
): Promise<void> {
  const { back, pressed } = returning(() => server)
  await pressed(await pressed(await back(receipt), 'delete'), 'delete-ask')
  await decideDeletion(grants, id, 'granted')
  const at = `/hub/reports/${id}/conversation`
  await deletes.open(at, 'triage')
  assert.equal((await deletes.post(at, { do: 'dispose', once: 'x' })).to, `/hub/reports/${id}`)
}

/** In how many rows of all tables, or of one, a text stands, in words or in bytes. */
export async function rowsWith({ it }: TestHub, text: string, only?: string): Promise<number> {
  return owner(it.db.ownerUrl, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    let found = 0
    for (const { name } of rows.filter(one => !only || one.name === only)) {
      const hex = Buffer.from(text).toString('hex')
      const counted = await client.query(
        `select count(*)::int as n from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`,
        [text, hex],
      )
      found += counted.rows[0].n
    }
    return found
  })
}
