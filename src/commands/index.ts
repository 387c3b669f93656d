import { backup } from './backup.ts'
import { check } from './check.ts'
import { drill } from './drill.ts'
import { migrateOnly } from './migrate.ts'
import { restore } from './restore.ts'
import { seed } from './seed.ts'
import { start, web, workApart } from './start.ts'

/** What `npx safekeep COMMAND` can do. */
export const commands: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  start,
  web,
  work: workApart,
  migrate: migrateOnly,
  seed,
  check,
  backup,
  restore,
  drill,
}
