import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { postmasterOf } from '../embedded-life.ts'
import { type Command, end, isLiving, runCommand } from './process.ts'

/** The product as `npm start` runs it, in a data folder of its own, with its own PostgreSQL beneath. */
export type Product = Readonly<{
  folder: string
  url: string
  /** Everything that it has said, over all its lives. */
  said: readonly string[]
  /** Starts it, by the one command that a service manager would use, and waits until it says that it is ready. */
  start(): Promise<void>
  /** True while its process lives. */
  lives(): boolean
  /** Kills it outright; its database lives on. */
  kill(): Promise<void>
  /** Ends it in good order; true when it did so. */
  stop(): Promise<boolean>
  /** Moves the clock on the wall, for the product only, by so many milliseconds from the true time. */
  shiftClock(by: number): void
  /** The first process of its PostgreSQL. */
  postmaster(): number
  /** Where its PostgreSQL listens now. */
  databasePort(): number
}>

/** A product that is not yet running. Its connections are led through `between`, a port of this machine. */
export async function theProduct(folder: string, between: () => number): Promise<Product> {
  const port = await freePort()
  const said: string[] = []
  let running: Command | undefined
  let shift = 0
  return {
    folder,
    url: `http://127.0.0.1:${port}`,
    said,
    start: async () => {
      const led = { FAULTS_BETWEEN: String(between()), FAULTS_SHIFT: String(shift) }
      running = runCommand(['start'], { PORT: String(port), SAFEKEEP_DATA: folder, ...led }, said)
      await running.saying('Safekeep is ready at')
    },
    lives: () => isLiving(running?.child),
    kill: () => end(running?.child, 'SIGKILL').then(() => {}),
    stop: async () => (await end(running?.child, 'SIGTERM')) === 0,
    shiftClock: by => {
      shift = by
      if (running?.child.connected) running.child.send({ shift: by })
    },
    postmaster: () => postmasterOf(folder),
    databasePort: () => Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]),
  }
}

function freePort(): Promise<number> {
  return new Promise(found => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const address = socket.address()
      socket.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
