export { honour } from './definition.ts'
