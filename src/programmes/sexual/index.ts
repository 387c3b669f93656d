export { sexual } from './definition.ts'
