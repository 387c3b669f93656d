export { behaviour } from './definition.ts'
