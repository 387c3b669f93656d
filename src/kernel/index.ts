/* The door of the spine: what the other rooms may use. */
export * from './actions/actions.ts'
export * from './alerts/alerts.ts'
export * from './audit/purposes.ts'
export { type AuditRow, auditTrail } from './audit/queries.ts'
export { correct } from './cases/correct.ts'
export { addToCase, joinCase, openCase } from './cases/open.ts'
export * from './cases/queries.ts'
export { lockCase, rolesHeld, type ToTake, take } from './cases/take.ts'
export { type Result, startClock } from './clocks/clocks.ts'
export * from './clocks/queries.ts'
export * from './config.ts'
export {
  type Actor,
  actorName,
  type Database,
  isDisconnection,
  type Occasion,
  openDatabase,
  type Tx,
} from './database.ts'
export * from './decisions/decide.ts'
export * from './documents/documents.ts'
export * from './fields.ts'
export * from './fields-moment.ts'
export * from './fields-people.ts'
export * from './fields-place.ts'
export * from './ids.ts'
export { InstallFault, installInto } from './install.ts'
export * from './installation.ts'
export * from './limits.ts'
export * from './measures/measures.ts'
export { migrate } from './migrate.ts'
export { link, unlink } from './people/links.ts'
export { nameKey, recordPerson } from './people/people.ts'
export * from './people/queries.ts'
export * from './people/told.ts'
export * from './programme.ts'
export * from './refusals.ts'
export * from './reports/queries.ts'
export { type Received, receive, type Sent } from './reports/reports.ts'
export { type QuestionWorded, type Wording, wordingOf } from './reports/wording.ts'
export { hashed, type Sealer, sealer } from './sealing.ts'
export * from './sessions/sessions.ts'
export * from './shares/shares.ts'
export * from './surroundings.ts'
export * from './time.ts'
export * from './work/queries.ts'
export * from './workflow.ts'
