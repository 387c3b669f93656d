export { slavery } from './definition.ts'
