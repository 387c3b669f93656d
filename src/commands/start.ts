import { type Actor, cast, type Database, sweepOrphans } from '#kernel'
import { serve, tallied } from '#web'
import { seedIfEmpty } from './county.ts'
import { type Ground, openGround } from './ground.ts'
import { allRoutes } from './routes.ts'

const hour = 3_600_000

/** Runs the product until it is told to stop. */
export async function start(): Promise<void> {
  const ground = await openGround(say)
  try {
    if (ground.config.madeUp) await seedIfEmpty(ground, say)
    await run(ground)
  } catch (fault) {
    await ground.close()
    throw fault
  }
}

async function run(ground: Ground): Promise<void> {
  const { config, built, database } = ground
  const tally = tallied()
  const routes = allRoutes(built, tally)
  const server = await serve({ house: built.house, database, routes, tally, https: config.https })
  await server.listen({ port: config.port, host: config.host })
  const sweeping = setInterval(() => void sweep(database), hour)
  stopWhenTold(async () => {
    clearInterval(sweeping)
    await server.close()
    await ground.close()
  })
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  await welcome(ground, `http://127.0.0.1:${port}`)
  built.area.places.ready() // the first search should not wait for the index
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

function stopWhenTold(stop: () => Promise<void>): void {
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
}

const say = (sentence: string): void => console.log(sentence)
