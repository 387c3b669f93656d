export { children } from './definition.ts'
