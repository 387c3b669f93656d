import { after, before, test } from 'node:test'
import { killedAtAnyInstant, killedAtPoints } from './killed.ts'
import type { Stage } from './stage.ts'
import { cutConnections } from './starved.ts'
import { stageForTests, suffer } from './suffer.ts'
import { killedWhileFilesCome } from './uploads.ts'
import { workersKilled } from './workers.ts'

/*
 * The product as `npm start` runs it, on a PostgreSQL that flushes to a real disk, killed while people work. After each
 * kill nothing that was acknowledged is lost or doubled, nothing is there in part, every history connects, and nobody
 * sees what they did not: docs/reliability.md says how that is known.
 */

let stage: Stage
before(async () => {
  stage = await stageForTests()
})
after(() => stage?.close())

test('the product, PostgreSQL or one of its processes killed between any two statements loses, doubles and halves nothing', t =>
  suffer(t, stage, killedAtPoints))

test('the product and PostgreSQL killed at any instant, alone or together, lose, double and halve nothing', t =>
  suffer(t, stage, killedAtAnyInstant))

test('the product killed while a file comes, is looked at or is sent keeps it once and whole, with its report', t =>
  suffer(t, stage, killedWhileFilesCome))

test('a worker killed half-way through a job leaves it to another, which does it once', t =>
  suffer(t, stage, workersKilled))

test('connections cut between statements, one or all, lose, double and halve nothing', t =>
  suffer(t, stage, cutConnections))
