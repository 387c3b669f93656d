import { openGround } from './ground.ts'

/** Brings the database up to date, with this area's agencies and limits, and stops. */
export async function migrateOnly(): Promise<void> {
  const ground = await openGround(sentence => console.log(sentence))
  await ground.close()
  console.log('The database is up to date.')
}
