/* A PostgreSQL of one's own, by its owner's URL alone: the product works in it under a role that owns nothing. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
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

const safekeep = (command: string, url: string, more: Readonly<Record<string, string>> = {}) =>
  run(process.execPath, [join(project, 'src', 'main.ts'), command], {
    env: { PATH: process.env.PATH, SAFEKEEP_DATA: folder, DATABASE_URL: url, ...more },
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
