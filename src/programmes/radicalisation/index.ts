export { radicalisation } from './definition.ts'
