import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The product as a person starts it, with `npm start`, in a data folder of its own. */
export type Running = Readonly<{
  url: string
  /** Milliseconds from the command to the line that says it is ready. */
  readyAfter: number
  said: readonly string[]
  /** Ctrl-C, as a terminal sends it: to every process of the group. True when all of it ended, and in good order. */
  stop(): Promise<boolean>
  /** Kills the product outright, in the middle of whatever it does; the launcher and npm end after it. */
  kill(): Promise<void>
}>

const root = join(import.meta.dirname, '..')

/** A new folder that nobody else may look into, as an installation's ought to be. */
export function dataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'safekeep-start-'))
}

const whereReady = /^Safekeep is ready at (http:\S+)/

/** Runs `npm start` in this checkout until it says where it is ready, or whatever else is waited for. */
export async function startProduct(data: string, until = whereReady): Promise<Running> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...settings(), PORT: '0', SAFEKEEP_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const said: string[] = []
  // The output closes when the last process that writes to it has ended, which may be after npm has.
  const over = once(child, 'close').then(([code, signal]) => code === 0 || signal === 'SIGINT')
  const url = await waitFor(until, child, said, over)
  return {
    url,
    readyAfter: performance.now() - began,
    said,
    stop: async () => {
      process.kill(-Number(child.pid), 'SIGINT')
      return (await over) && said.includes('Safekeep is stopping.')
    },
    kill: async () => {
      for (const { id, words } of processesOf(data)) if (words.includes('src/main.ts')) process.kill(id, 'SIGKILL')
      await over
    },
  }
}

/** Every process that was started for a data folder and still lives: the launcher, the product, and its PostgreSQL. */
export function processesOf(data: string): readonly { readonly id: number; readonly words: string }[] {
  return readdirSync('/proc').flatMap(name => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return []
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const told = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0')
      const here = readlinkSync(`/proc/${name}/cwd`)
      return told.includes(`SAFEKEEP_DATA=${data}`) || here.startsWith(data) ? [{ id: Number(name), words }] : []
    } catch {
      return [] // it has ended, or is another's
    }
  })
}

/** Ends at once whatever still lives of what was started for a data folder, as a test that failed may leave it. */
export function endAll(data: string): void {
  for (const { id } of processesOf(data)) process.kill(id, 'SIGKILL')
}

/** Ends all of it and takes the folder away. */
export function clearUp(data: string): void {
  endAll(data)
  rmSync(data, { recursive: true, force: true })
}

/** What a line that is waited for holds in brackets; all lines are kept in `said`. */
async function waitFor(until: RegExp, child: ChildProcess, said: string[], over: Promise<unknown>): Promise<string> {
  if (!child.stdout || !child.stderr) throw new Error('The product has no output to read.')
  createInterface(child.stderr).on('line', line => said.push(line))
  const lines = createInterface(child.stdout)
  const awaited = new Promise<string>(found => {
    lines.on('line', line => {
      said.push(line)
      const told = until.exec(line)
      if (told) found(told[1] ?? '')
    })
  })
  const told = await Promise.race([awaited, over.then(() => undefined)])
  if (told !== undefined) return told
  throw new Error(`The product ended before it was ready:\n${said.join('\n')}`)
}

// What a test run sets for itself must not decide how the product starts.
function settings(): NodeJS.ProcessEnv {
  const mine = /^(SAFEKEEP_|DATABASE_|PORT$|NODE_TEST|NODE_OPTIONS$|npm_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)))
}
