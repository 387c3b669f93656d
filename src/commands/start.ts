import { type Actor, cast, jobsWaiting, scheduleJobs, workOnce } from '#kernel'
import { serve, tallied } from '#web'
import { bringPack } from '../directory/index.ts'
import { seedIfEmpty } from './county.ts'
import type { Ground } from './ground.ts'
import { allJobs, figuresAreThere, work } from './jobs.ts'
import { type Part, runUntilTold, say } from './life.ts'
import { allRoutes } from './routes.ts'

/** Runs the product until it is told to stop: pages, and the jobs nobody waits for, in one process. */
export const start = (): Promise<void> => runUntilTold([bringCounty, workJobs, servePages])

/** The pages alone, on a database of one's own; several may run, while `work` runs elsewhere. */
export const web = (): Promise<void> => runUntilTold([servePages])

/** The jobs alone; several may run. */
export const workApart = (): Promise<void> =>
  runUntilTold([
    workJobs,
    async () => {
      say('Safekeep is working.')
      return async () => {}
    },
  ])

/** The made-up county, where it is asked for, with its figures counted: nobody should open an empty plan. */
const bringCounty: Part = async ground => {
  const { config, built, database } = ground
  if (config.madeUp) {
    await seedIfEmpty(ground, say)
    const figures = allJobs(built, database).filter(job => job.name === 'figures')
    await scheduleJobs(database, figures, new Date())
    if (!(await figuresAreThere(built, database, new Date()))) await workOnce(database, figures, new Date())
  }
  return async () => {}
}

const workJobs: Part = async ({ built, database }) => {
  await bringPack(database, built, new Date())
  await figuresAreThere(built, database, new Date())
  return work(built, database, say).stop
}

const servePages: Part = async ground => {
  const { config, built, database } = ground
  const tally = tallied(() => jobsWaiting(database, new Date()))
  const routes = allRoutes(built, tally)
  const server = await serve({ house: built.house, database, routes, tally, https: config.https })
  await server.listen({ port: config.port, host: config.host })
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  await welcome(ground, `http://127.0.0.1:${port}`)
  built.area.places.ready() // the first search should not wait for the index
  return async () => await server.close()
}

async function welcome({ config, built, database }: Ground, url: string): Promise<void> {
  say(`Safekeep is ready at ${url}`)
  say(`  The front door  ${url}/`)
  say(`  The hub         ${url}/hub`)
  say(`  The plan        ${url}/plan`)
  if (!config.madeUp) return
  const actor: Actor = { kind: 'job', name: 'start' }
  const people = await database.as({ actor, action: 'cast.list', purpose: 'keep-the-house', at: new Date() }, cast)
  say(`Everybody in this ${built.area.name} is made up. In the hub you can sign in as:`)
  for (const person of people) say(`  ${person.name}, ${person.jobTitle} (${person.agency})`)
}
