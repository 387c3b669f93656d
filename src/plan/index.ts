/* The door of the plan: what the caller that starts everything may use. */
export { wordsOfPlan } from './in-language.ts'
export { readOfficial } from './official.ts'
export { type Plan, planJson, readPlan } from './plan.ts'
export { type Counted, type Published, publish, publishAll } from './publish.ts'
export { figuresJob, type OwnMeasure, ownMeasures } from './queries.ts'
export { PlanFault } from './read.ts'
export { type PlanRoom, planRoutes } from './routes.ts'
