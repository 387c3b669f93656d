/**
 * The life of the PostgreSQL that Safekeep brings with it: made on first use, started, adopted after a crash, restarted,
 * stopped. Real PostgreSQL with real fsync, reachable from this machine only, for Linux on x64 and arm64. An
 * installation that has a database server of its own does not use this room, except `provision`.
 */
export type { Embedded } from './life.ts'
export { FolderTaken, lockFolder } from './lock.ts'
export { type Reached, reachPostgres } from './reach.ts'
export { type Provision, provision } from './roles.ts'
export { type StartOptions, startPostgres } from './start.ts'
