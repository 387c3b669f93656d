/* The door of the hub: signing in, the worklist, reports and their triage, people, and who looked at what. */
export { demonstrationIdentity, type Identity, noIdentity } from './identity.ts'
export { hubMeasures } from './measures.ts'
export type { ReportPanel } from './report.ts'
export { type Hub, hubRoutes } from './routes.ts'
