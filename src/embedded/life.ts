import type { Running } from './postmaster.ts'

export type Embedded = {
  /** Connects as the owner of every table, a superuser: for migration only. */
  readonly ownerUrl: string
  /** Connects as the role the application works under: owns nothing, obeys row security. */
  readonly appUrl: string
  /** The names of the role behind `appUrl` and of the one that measures are counted under, as `migrate` takes them. */
  readonly app: string
  readonly measures: string
  /** True when a PostgreSQL left running by a killed process was taken over, rather than a new one started. */
  readonly adopted: boolean
  /** Calls back once whenever the database ends without our having stopped it; returns a way to stop listening. */
  onExit(callback: () => void): () => void
  /** Starts the database again on the same port, after it ended or while it runs; rejects when it cannot. */
  restart(): Promise<void>
  /** Shuts the database down and gives the folder free; a second call waits for the first. */
  stop(): Promise<void>
}

type Parts = Pick<Embedded, 'ownerUrl' | 'appUrl' | 'app' | 'measures' | 'adopted'> & {
  readonly running: Running
  /** Starts another postmaster on a port, once the one before has ended. */
  readonly again: (port: number) => Promise<Running>
  /** Gives the data folder free. */
  readonly release: () => void
}

/** The life of a database that has been started: watched, restarted one at a time, stopped once. */
export function embedded({ running: first, again, release, ...facts }: Parts): Embedded {
  const listeners = new Set<() => void>()
  let running = first
  let restarting: Promise<void> | undefined
  let stopping: Promise<void> | undefined

  const watch = async (one: Running) => {
    await one.ended
    if (one === running && !restarting && !stopping) for (const listener of [...listeners]) listener()
  }
  const startAgain = async () => {
    await running.stop()
    running = await again(running.port)
    void watch(running)
  }
  const stopForGood = async () => {
    // A restart under way would otherwise leave its new postmaster behind.
    await restarting?.catch(() => {})
    await running.stop()
    process.removeListener('exit', lastWish)
    release()
  }
  // A process that ends without having stopped its database asks it to close, rather than leave it to be adopted.
  const lastWish = () => running.signal('SIGINT')
  process.once('exit', lastWish)
  void watch(first)

  return {
    ...facts,
    onExit: callback => {
      listeners.add(callback)
      return () => void listeners.delete(callback)
    },
    restart: async () => {
      if (stopping) throw new Error('The database has been stopped and cannot be restarted.')
      restarting ??= startAgain().finally(() => {
        restarting = undefined
      })
      await restarting
    },
    stop: () => {
      stopping ??= stopForGood()
      return stopping
    },
  }
}
