// A worker in a process of its own, for test/jobs.test.ts: it says what it is about, a line each, "counting" before each
// figure and "polishing" when a job has written and has not ended; and kills itself outright at the one it is told to.
import { setTimeout as pause } from 'node:timers/promises'
import { type Job, keepWorking, openDatabase, queueJob } from '#kernel'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { allJobs } from '../src/commands/jobs.ts'

const [url = '', measures = '', folder = '', at = '', linger, fatal, name] = process.argv.slice(2)
const built = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
const open = openDatabase({ url, measures, house: built.house, most: 4 })
let said = 0
function say(word: string): void {
  process.stdout.write(`${word}\n`)
  if (++said === Number(fatal)) process.kill(process.pid, 'SIGKILL')
}
const database: typeof open = {
  ...open,
  measure: (statement, values, when) => {
    say('counting')
    return open.measure(statement, values, when)
  },
}
/** Leaves one piece of work behind for each that it is given, which shows how often it was done. */
const polish: Job = {
  name: 'polish',
  run: async (tx, subject) => {
    await queueJob(tx, 'polished', { ...(subject && { subject }) })
    say('polishing')
    await pause(Number(linger))
  },
}
keepWorking({
  database,
  jobs: [polish, ...allJobs(built, database)].filter(job => job.name === name),
  now: () => new Date(at),
  failed: (name, fault) => console.error(name, fault),
  every: 20,
})
