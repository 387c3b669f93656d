type Command = (args: readonly string[]) => Promise<void>

/**
 * What `npx safekeep COMMAND` can do. Each is read only when it is asked for, so that one that needs no database starts
 * without the half of the product that does.
 */
export const commands: Readonly<Record<string, Command>> = {
  start: async () => (await import('./start.ts')).start(),
  web: async () => (await import('./start.ts')).web(),
  work: async () => (await import('./start.ts')).workApart(),
  migrate: async () => (await import('./migrate.ts')).migrateOnly(),
  seed: async () => (await import('./seed.ts')).seed(),
  check: async () => (await import('./check.ts')).check(),
  backup: async args => (await import('./backup.ts')).backup(args),
  restore: async args => (await import('./restore.ts')).restore(args),
  match: async args => (await import('./match.ts')).match(args),
  encode: async args => (await import('./encode.ts')).encode(args),
  index: async args => (await import('./index-records.ts')).indexRecords(args),
  matching: async args => (await import('./matching.ts')).matching(args),
  drill: async args => (await import('./drill.ts')).drill(args),
}
