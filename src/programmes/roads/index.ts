export { roads } from './definition.ts'
