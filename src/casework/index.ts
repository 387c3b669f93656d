/* The door of casework: a case, its steps, its chronology and its documents, alike for every programme. */
export type { CasePanel } from './case.ts'
export { caseRoutes } from './routes.ts'
