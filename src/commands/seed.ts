import { ConfigFault } from '#kernel'
import { seedIfEmpty } from './county.ts'
import { openGround } from './ground.ts'

/** Loads the made-up county into an empty database, and says so when it is not empty. */
export async function seed(): Promise<void> {
  const ground = await openGround(sentence => console.log(sentence))
  try {
    if (!ground.config.madeUp)
      throw new ConfigFault('Set SAFEKEEP_COUNTY=made-up to load the made-up county into this database')
    const loaded = await seedIfEmpty(ground, sentence => console.log(sentence))
    console.log(
      loaded ? 'The made-up county is loaded.' : 'Somebody already works in this database: nothing was loaded.',
    )
  } finally {
    await ground.close()
  }
}
