import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Tx } from '#kernel'
import { jsonOf, modelFrom } from '../learn/index.ts'
import type { Model } from '../model.ts'

/** A model and the name it is known by: the beginning of the digest of its JSON. */
export type ModelKept = Readonly<{ id: string; model: Model }>

const idOf = (model: Model): string => createHash('sha256').update(jsonOf(model)).digest('hex').slice(0, 16)

/** What is used until somebody says otherwise: learnt from made-up people, and thus of no person. */
const firstModel = join(import.meta.dirname, 'first-model.json')

// Read and taken apart once a process; each new one has a name of its own.
const read = new Map<string, ModelKept>()

/** The model in use; where none was chosen yet, the one that comes with the product. As the job `match`. */
export async function modelInUse(tx: Tx): Promise<ModelKept> {
  const id = (await idInUse(tx)) ?? (await keepFirst(tx))
  return read.get(id) ?? (await readModel(tx, id))
}

async function idInUse(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from matching.models where in_use`.execute(tx.db)
  return rows[0]?.id
}

/** Of two workers that find none at once, the second waits and finds the first one's. */
async function keepFirst(tx: Tx): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('matching.models'))`.execute(tx.db)
  const meanwhile = await idInUse(tx)
  return meanwhile ?? (await keepModel(tx, modelFrom(JSON.parse(readFileSync(firstModel, 'utf8'))), true)).id
}

/** Keeps a model and, where it is to be used, lets it take the place of the one in use. As the job `match`. */
export async function keepModel(tx: Tx, model: Model, inUse: boolean): Promise<ModelKept> {
  const kept = { id: idOf(model), model }
  if (inUse) await sql`update matching.models set in_use = false where in_use and id <> ${kept.id}`.execute(tx.db)
  await sql`
    insert into matching.models as m (id, model, added_at, in_use) values (${kept.id}, ${jsonOf(model)}, ${tx.at}, ${inUse})
    on conflict (id) do update set in_use = m.in_use or excluded.in_use`.execute(tx.db)
  read.set(kept.id, kept)
  return kept
}

/** A model that was kept, by its name; throws where there is none. */
export async function readModel(tx: Tx, id: string): Promise<ModelKept> {
  const { rows } = await sql<{ model: unknown }>`select model from matching.models where id = ${id}`.execute(tx.db)
  if (!rows[0]) throw new Error(`No model is kept as ${id}`)
  const kept = { id, model: modelFrom(rows[0].model) }
  read.set(id, kept)
  return kept
}
