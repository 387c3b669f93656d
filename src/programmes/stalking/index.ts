export { stalking } from './definition.ts'
