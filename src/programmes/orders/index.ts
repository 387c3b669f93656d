export { breaches } from './breaches.ts'
export { orders } from './definition.ts'
