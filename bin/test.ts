// Runs the tests: all but those of the browser, or those named by a path, a pattern or a word of their path. Starts one
// PostgreSQL for all of them, since each test file is a process of its own, and takes it away at the end; or uses the
// one that SAFEKEEP_TEST_POSTGRES names.
import { spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { serverForTests } from '../test/database.ts'

const root = join(import.meta.dirname, '..')
const args = process.argv.slice(2)
const options = args.filter(arg => arg.startsWith('-'))
const names = args.filter(arg => !arg.startsWith('-'))
const files = [...new Set(names.length === 0 ? everyTest() : names.flatMap(named))].sort()

if (files.length === 0) {
  console.error(`No test is called ${names.map(name => `"${name}"`).join(' or ')}.`)
  process.exit(1)
}

// The launcher's signal reaches the tests as it reaches us: we wait for them to end, and then stop the server.
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped = true
  })
}
const given = process.env.SAFEKEEP_TEST_POSTGRES
const server = given ? { url: given, stop: async () => {} } : await serverForTests()
process.exitCode = stopped ? 1 : await runTests()
await server.stop()

async function runTests(): Promise<number> {
  const tests = spawn(process.execPath, ['--test', `--test-concurrency=${workers()}`, ...options, ...files], {
    cwd: root,
    env: { ...process.env, SAFEKEEP_TEST_POSTGRES: server.url },
    stdio: 'inherit',
  })
  return await new Promise(end => tests.once('error', () => end(1)).once('exit', code => end(code ?? 1)))
}

function everyTest(): string[] {
  const found = globSync(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })
  return found.filter(file => !file.startsWith('test/journeys/browser/'))
}

function named(name: string): string[] {
  const path = relative(root, resolve(name))
  const below = globSync(existsSync(resolve(name)) && !name.endsWith('.ts') ? `${path}/**/*.test.ts` : path, {
    cwd: root,
  })
  return below.length > 0 ? below : everyTest().filter(file => file.includes(name))
}

// Test files wait for the database as much as they compute: two at a time even on a machine with one processor to spare.
function workers(): number {
  return Math.max(2, availableParallelism() - 1)
}
