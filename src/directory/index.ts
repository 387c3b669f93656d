/* The door of the directory of services: the finder, what staff keep, Open Referral UK, and services for other pages. */
export { bringPack } from './bring.ts'
export { directoryRoutes } from './routes.ts'
export { staleJob } from './stale.ts'
export { supportPort } from './support.ts'
