/* The door of the spine: what the other rooms may use. */
export * from './actions/actions.ts'
export * from './alerts/alerts.ts'
export * from './audit/purposes.ts'
export { type AuditRow, auditTrail } from './audit/queries.ts'
export * from './carrier.ts'
export { correct } from './cases/correct.ts'
export * from './cases/list.ts'
export { addToCase, joinCase, openCase, openingEntry } from './cases/open.ts'
export { peopleAround, peopleEntries, putInCase, takeFromCase } from './cases/people.ts'
export * from './cases/queries.ts'
export { startCase, type ToStart } from './cases/start.ts'
export { lockCase, rolesHeld, type ToTake, take } from './cases/take.ts'
export { endClocks, type Result, type Started, startClock } from './clocks/clocks.ts'
export * from './clocks/queries.ts'
export * from './config.ts'
export {
  type Actor,
  actorName,
  type Database,
  type Occasion,
  openDatabase,
  type Tx,
} from './database.ts'
export * from './decisions/decide.ts'
export { hoaxProblems } from './decisions/hoax.ts'
export * from './decisions/standing.ts'
export { isPassing } from './disconnection.ts'
export * from './documents/documents.ts'
export { type Examined, examine } from './documents/examine.ts'
export {
  beginFile,
  finishFile,
  type HeldFile,
  heldIn,
  holdFile,
  holdPiece,
  isStillHeld,
  keepHeld,
  keepingHeld,
  pieceLength,
  piecesOf,
} from './documents/held.ts'
export * from './fields.ts'
export * from './fields-moment.ts'

export * from './fields-place.ts'
export * from './fields-several.ts'
export * from './ids.ts'
export { confirmInstallation, InstallFault, installInto } from './install.ts'
export * from './installation.ts'
export * from './jobs/jobs.ts'
export * from './jobs/outbox.ts'
export * from './jobs/worker.ts'
export * from './limits.ts'
export * from './measures/measures.ts'
export * from './measures/read-tallies.ts'
export * from './measures/tallies.ts'
export { appliedIn, lockMigrations, type Migration, migrate, migrationsIn, schemasMade } from './migrate.ts'
export { link, unlink } from './people/links.ts'
export { nameKey, recordPerson } from './people/people.ts'
export * from './people/queries.ts'
export * from './people/told.ts'
export * from './programme.ts'
export * from './refusals.ts'
export { countMonitoring } from './reports/monitoring.ts'
export * from './reports/queries.ts'
export { asReceipt, holdsReceipt, receiptFound, withoutReceipts } from './reports/receipts.ts'
export { receiptFor } from './reports/references.ts'
export { type Received, receive, type Sent } from './reports/reports.ts'
export { type QuestionWorded, type Wording, wordingOf } from './reports/wording.ts'
export * from './say-time.ts'
export { hashed, locked, type Sealer, sayably, sealer, unlocked } from './sealing.ts'
export * from './sessions/sessions.ts'
export * from './shares/shares.ts'
export * from './surroundings.ts'
export * from './time.ts'
export * from './work/queries.ts'
export { addWork, clearWork, takeOn, type WorkToAdd } from './work/work.ts'
export * from './workflow.ts'
export * from './wrong.ts'
