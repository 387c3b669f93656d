import assert from 'node:assert/strict'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { mayImport, trespasses } from './rooms.ts'

const project = join(import.meta.dirname, '..')
const doors: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).imports

test('no room looks where it may not', () => {
  assert.deepEqual(trespasses(project, doors), [])
})

test('the law names every room there is, and none that is not', () => {
  const rooms = globSync(['src/*/*.ts', 'src/*.ts', 'simulate'], { cwd: project })
    .map(file => file.replace(/^src\//, '').split('/')[0]!)
    .filter(room => room !== 'programmes')
  const named = Object.keys(mayImport).filter(room => room !== 'programmes/*')
  assert.deepEqual(named.sort(), [...new Set(rooms)].sort())
})

test('there is no circle among the rooms', () => {
  const placed: string[] = []
  for (let left = Object.keys(mayImport); left.length > 0; left = left.filter(room => !placed.includes(room))) {
    const next = left.filter(room => mayImport[room]!.every(other => placed.includes(other)))
    assert.notEqual(next.length, 0, `${left.join(', ')} look at one another`)
    placed.push(...next)
  }
})

const planted: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'kernel/cases.ts may not look into programmes/marac': [
    'src/kernel/cases.ts',
    "import { marac } from '../programmes/marac/index.ts'",
  ],
  'kernel/places.ts may not look into area': ['src/kernel/places.ts', 'export * from "../area/index.ts"'],
  'programmes/marac/pages.ts may not look into programmes/hate': [
    'src/programmes/marac/pages.ts',
    "import { hate } from '../hate/index.ts'\nimport { page } from '#web'",
  ],
  'programmes/hate/pages.ts must come into kernel by the door, not kernel/people/merge.ts': [
    'src/programmes/hate/pages.ts',
    "import { secret } from '../../kernel/people/merge.ts'",
  ],
  'hub/triage.ts may not use fastify': ['src/hub/triage.ts', "import Fastify from 'fastify'"],
  'hub/cookies.ts may not use @fastify/cookie': ['src/hub/cookies.ts', "import '@fastify/cookie'"],
  'hub/later.ts may not look into plan': ['src/hub/later.ts', 'const late = await import(`../plan/index.ts`)'],
  'portal/report.ts may not use kysely': ['src/portal/report.ts', "import { sql } from 'kysely'"],
  'casework/queries.ts may not use pg': ['src/casework/queries.ts', "import type pg from 'pg'"],
  'plan/publish.ts may not use node:https': ['src/plan/publish.ts', "import { get } from 'node:https'"],
  'plan/ask.ts may not fetch': ['src/plan/ask.ts', "const answer = await fetch('https://example.org')"],
  'web/route.ts may not use its own door': ['src/web/route.ts', "import { html } from './index.ts'"],
  'area/cast.ts may not look into test': ['src/area/cast.ts', "import { cast } from '../../test/cast.ts'"],
  'embedded/start.ts may not look into kernel': ['src/embedded/start.ts', "import { migrate } from '#kernel'"],
  'simulate/act.ts may not look into hub': ['simulate/act.ts', "import { worklist } from '../src/hub/index.ts'"],
  'attic/boxes.ts may not look into kernel': ['src/attic/boxes.ts', "import { receive } from '#kernel'"],
}

for (const [said, [file, text]] of Object.entries(planted)) {
  test(`a trespass is noticed: ${said}`, t => {
    const house = mkdtempSync(join(tmpdir(), 'safekeep-rooms-'))
    t.after(() => rmSync(house, { recursive: true }))
    mkdirSync(join(house, file, '..'), { recursive: true })
    writeFileSync(join(house, file), text)
    assert.deepEqual(trespasses(house, doors), [said])
  })
}

test('what the law allows is let be', t => {
  const house = mkdtempSync(join(tmpdir(), 'safekeep-rooms-'))
  t.after(() => rmSync(house, { recursive: true }))
  const allowed: Readonly<Record<string, string>> = {
    'src/hub/triage.ts':
      "import { decide } from '#kernel'\nimport { page } from '#web'\nimport { list } from './list.ts'",
    'src/kernel/people/queries.ts': "import { sql } from 'kysely'\nimport { refuse } from '../refusals.ts'",
    'src/commands/start.ts': "import { seedCounty } from '../../simulate/county.ts'\nimport pg from 'pg'",
    'src/area/area.test.ts': "import { serve } from '../web/server.ts'\nimport { cast } from '../../test/cast.ts'",
    'src/adapters/notify.ts': "import { request } from 'node:https'\nconst answer = await fetch(address)",
  }
  for (const [file, text] of Object.entries(allowed)) {
    mkdirSync(join(house, file, '..'), { recursive: true })
    writeFileSync(join(house, file), text)
  }
  assert.deepEqual(trespasses(house, doors), [])
})
