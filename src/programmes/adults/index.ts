export { adults } from './definition.ts'
