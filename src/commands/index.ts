import { check } from './check.ts'
import { migrateOnly } from './migrate.ts'
import { seed } from './seed.ts'
import { start } from './start.ts'

/** What `npx safekeep COMMAND` can do. */
export const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  start,
  migrate: migrateOnly,
  seed,
  check,
}
