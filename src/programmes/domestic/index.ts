export { domestic } from './definition.ts'
