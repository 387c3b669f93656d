/* A PostgreSQL of one's own, by its owner's URL alone: the product works in it under a role that owns nothing. */
import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { project } from '../src/commands/house.ts'
import { serverForTests } from './database.ts'
import { rowsOf } from './embedded-life.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'safekeep-own-server-'))
let server: Awaited<ReturnType<typeof serverForTests>>
before(async () => {
  server = await serverForTests()
})
after(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const mainFile = join(project, 'src', 'main.ts')
const safekeep = (command: string, url: string, more: Readonly<Record<string, string>> = {}) =>
  run(process.execPath, [mainFile, command], { env: environment(url, more) })
const environment = (url: string, more: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env.PATH,
  SAFEKEEP_DATA: folder,
  DATABASE_URL: url,
  ...more,
})

test('the owner’s URL alone is enough: the role that works in it is made, is no superuser and owns nothing', async () => {
  await rowsOf(server.url, 'create database county')
  const url = server.url.replace(/\/[^/]*$/, '/county')
  for (const _ of ['once', 'and again']) {
    const { stdout } = await safekeep('check', url)
    assert.match(stdout, /The database answers/)
  }
  assert.deepEqual(
    await rowsOf(url, "select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = 'county_app'"),
    [{ rolsuper: false, rolbypassrls: false, rolcanlogin: true }],
  )
  assert.deepEqual(await rowsOf(url, "select from pg_class where relowner = 'county_app'::regrole"), [])
})

test('a role that may pass row security by is refused, even when an owner is named beside it', async () => {
  const url = server.url.replace(/\/[^/]*$/, '/county')
  await rowsOf(url, "create role passer login bypassrls password 'x'")
  const passer = new URL(url)
  passer.username = 'passer'
  passer.password = 'x'
  await assert.rejects(safekeep('check', passer.href), /passes row security by/)
})

test('pages and jobs run apart: a page waits for no job, and two workers share what there is to do', async () => {
  await rowsOf(server.url, 'create database apart')
  const url = server.url.replace(/\/[^/]*$/, '/apart')
  const [web, ready] = await begun('web', url, /^Safekeep is ready at (http:\S+)/)
  const asked = async (path: string) => await (await fetch(`${ready}${path}`)).text()
  assert.match(await asked('/plan'), /Being counted/)
  const [one] = await begun('work', url, /^Safekeep is (working)/)
  const [two] = await begun('work', url, /^Safekeep is (working)/)
  for (let looks = 0; /Being counted/.test(await asked('/plan')); looks++) {
    assert.ok(looks < 600, 'nobody counts the figures')
    await pause(100)
  }
  assert.match(await asked('/metrics'), /^safekeep_jobs_failing 0$/m)
  for (const child of [web, one, two]) {
    child.kill('SIGTERM')
    assert.deepEqual(await once(child, 'exit'), [0, null])
  }
})

/** Starts a command and waits for what it says; returns the first part of that. */
async function begun(command: string, url: string, saying: RegExp): Promise<readonly [ChildProcess, string]> {
  const child = spawn(process.execPath, [mainFile, command], {
    env: environment(url, { PORT: '0' }),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  after(() => void child.kill('SIGKILL'))
  for await (const line of createInterface(child.stdout)) {
    const said = saying.exec(line)?.[1]
    if (said !== undefined) return [child, said]
  }
  throw new Error(`${command} ended without saying that it is ready`)
}
