import { type Actor, cast, type Database, sweepOrphans } from '#kernel'
import { serve, tallied } from '#web'
import { seedIfEmpty } from './county.ts'
import { type Ground, openGround } from './ground.ts'
import { allRoutes } from './routes.ts'

const hour = 3_600_000

/** Runs the product until it is told to stop, which it may be while it is still starting. */
export async function start(): Promise<void> {
  const opening = openGround(say)
  let stopServing = async () => {}
  const isStopping = stopWhenTold(async () => {
    await stopServing()
    await opening.then(
      ground => ground.close(),
      () => {}, // nothing was opened, and whoever waits for it below says why
    )
  })
  const ground = await opening.catch(fault => {
    if (!isStopping()) throw fault
  })
  if (!ground) return
  try {
    if (ground.config.madeUp) await seedIfEmpty(ground, say)
    stopServing = await run(ground)
  } catch (fault) {
    // Whatever was going on when we closed its database is not at fault.
    if (isStopping()) return
    await ground.close()
    throw fault
  }
}

/** Serves, and returns what ends that. */
async function run(ground: Ground): Promise<() => Promise<void>> {
  const { config, built, database } = ground
  const tally = tallied()
  const routes = allRoutes(built, tally)
  const server = await serve({ house: built.house, database, routes, tally, https: config.https })
  await server.listen({ port: config.port, host: config.host })
  const sweeping = setInterval(() => void sweep(database), hour)
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  await welcome(ground, `http://127.0.0.1:${port}`)
  built.area.places.ready() // the first search should not wait for the index
  return async () => {
    clearInterval(sweeping)
    await server.close()
  }
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

/** Files that a failed transaction left behind are removed once they are a day old. */
async function sweep(database: Database): Promise<void> {
  const now = new Date()
  await sweepOrphans(database, now, new Date(now.getTime() - 24 * hour)).catch(() =>
    say('Orphaned files could not be swept; trying again in an hour.'),
  )
}

/** Stops once, in good order, when told; returns whether it has been. */
function stopWhenTold(stop: () => Promise<void>): () => boolean {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('Safekeep is stopping.')
      stop().then(
        () => process.exit(0),
        fault => {
          console.error(fault)
          process.exit(1)
        },
      )
    })
  }
  return () => stopping
}

const say = (sentence: string): void => console.log(sentence)
