import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '..', '..')

/** A command of the product in a process of its own, run as the launcher runs it. */
export type Command = Readonly<{
  child: ChildProcess
  /** Resolves once it has said a line that begins so; rejects, with what it said, where it ends before. */
  saying(beginning: string): Promise<void>
  /** Its exit code, once it has ended; nothing where it was killed. */
  ended: Promise<number | null>
}>

/** Runs a command with these settings beside the machine's own; what it says is added to `said`. */
export function runCommand(args: readonly string[], settings: NodeJS.ProcessEnv, said: string[] = []): Command {
  const child = spawn(process.execPath, [...launched, join(root, 'src/main.ts'), ...args], {
    cwd: root,
    env: { ...machine(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  if (!child.stdout || !child.stderr) throw new Error('The command has no output to read.')
  const from = said.length
  const lines = createInterface(child.stdout)
  for (const output of [lines, createInterface(child.stderr)]) output.on('line', line => said.push(line))
  const ended = once(child, 'close').then(() => child.exitCode)
  return {
    child,
    ended,
    saying: async beginning => {
      const heard = new Promise<true>(found => lines.on('line', line => line.startsWith(beginning) && found(true)))
      if (!(await Promise.race([heard, ended.then(() => false)])))
        throw new Error(`It ended before it said "${beginning}":\n${said.slice(from).join('\n')}`)
    },
  }
}

/** Ends a process by a signal and waits until it has; its exit code, or nothing where the signal ended it. */
export async function end(child: ChildProcess | undefined, by: NodeJS.Signals): Promise<number | null> {
  if (!child) return null
  if (isLiving(child)) {
    const ended = once(child, 'exit')
    child.kill(by)
    await ended
  }
  return child.exitCode
}

export const isLiving = (child: ChildProcess | undefined): boolean =>
  child !== undefined && child.exitCode === null && child.signalCode === null

// The same as the launcher gives, with the harness's own beside it.
const launched = ['../../bin/launch.mjs', './preload.ts'].flatMap(file => [
  '--import',
  new URL(file, import.meta.url).href,
])

// What a test run sets for itself must not decide how the product starts.
function machine(): NodeJS.ProcessEnv {
  const mine = /^(SAFEKEEP_|DATABASE_|FAULT|PORT$|NODE_TEST|NODE_OPTIONS$|npm_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)))
}
