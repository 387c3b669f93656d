/* The door of the directory of services: the finder, what staff keep, Open Referral UK, and services for other pages. */
export { directoryRoutes } from './routes.ts'
