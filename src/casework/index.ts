/* The door of casework: a case, its steps, its chronology and its documents, alike for every programme. */
export { caseRoutes } from './routes.ts'
