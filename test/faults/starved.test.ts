import { after, before, test } from 'node:test'
import { clockMoved } from './clock.ts'
import { fiftyAtOnce, oneKeyAtOnce, twoHundredOfOneCase } from './crowd.ts'
import { restoredElsewhere } from './elsewhere.ts'
import { dataDiskFull, documentsDiskFull } from './full.ts'
import type { Stage } from './stage.ts'
import { longLock, noConnectionLeft, slowDisk } from './starved.ts'
import { stageForTests, suffer } from './suffer.ts'

/*
 * The product as `npm start` runs it, crowded, kept waiting, without room, and under a clock that jumps. After each the
 * same is held as after a kill: docs/reliability.md says how.
 */

let stage: Stage
before(async () => {
  stage = await stageForTests()
})
after(() => stage?.close())

test('of fifty people who take the same step at once one takes it, and 49 are told', t => suffer(t, stage, fiftyAtOnce))

test('of two hundred changes of one case at once every one is recorded', t => suffer(t, stage, twoHundredOfOneCase))

test('a report sent thirty times at once is one report', t => suffer(t, stage, oneKeyAtOnce))

test('with every connection taken, whoever comes is told to try again, and nothing is lost', t =>
  suffer(t, stage, noConnectionLeft))

test('cases that are locked for longer than a statement may take lose nothing', t => suffer(t, stage, longLock))

test('a slow disk loses nothing', t => suffer(t, stage, slowDisk))

test('without room for documents an upload is told so, and nothing is named that is not there', t =>
  suffer(t, stage, documentsDiskFull))

test('without room for the database nothing acknowledged is lost, and it goes on once there is some', t =>
  suffer(t, stage, dataDiskFull))

test('a clock that jumps across both changes of the year, an hour on and an hour back, leaves everything sound', t =>
  suffer(t, stage, clockMoved))

test('a backup taken under load and restored elsewhere holds everything acknowledged before it', t =>
  suffer(t, stage, restoredElsewhere))
