/* The door of protective orders: the two programmes, and the pages of the register. */
export { breaches } from './breaches.ts'
export { orders } from './definition.ts'
export { type Ground, ordersRoutes } from './routes.ts'
