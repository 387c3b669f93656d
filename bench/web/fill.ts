import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { fillCounty } from '../../simulate/bulk.ts'
import { diskStore, installationKey } from '../../src/adapters/index.ts'
import { buildHouse } from '../../src/commands/house.ts'
import { prepare } from '../../src/commands/prepare.ts'
import { startPostgres } from '../../src/embedded/index.ts'
import { startProduct, stopProduct } from './product.ts'

/** Makes a data folder with an embedded database of about so many cases, unless one is there already. */
export async function fillFolder(data: string, cases: number): Promise<void> {
  if (existsSync(join(data, 'postgres'))) return
  const embedded = await startPostgres({ folder: data })
  try {
    const key = await installationKey(data)
    const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, key, diskStore(join(data, 'documents')))
    await prepare(embedded, house)
    const { ownerUrl } = embedded
    const filled = await fillCounty({ ownerUrl, house, until: new Date(), cases, onProgress: say })
    say(`${filled.cases} cases in ${filled.seconds.toFixed(0)} s`)
    await asOwner(ownerUrl, "update kernel.installation set county = 'loaded'")
    await asOwner(ownerUrl, 'checkpoint')
  } finally {
    await embedded.stop()
  }
  // The first start counts the plan's figures, which takes minutes of a full county and then only what is new.
  const { product } = await startProduct(data, 'start')
  await stopProduct(product)
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

const say = (sentence: string): void => console.error(sentence)
