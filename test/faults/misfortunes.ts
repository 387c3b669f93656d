import { clockMoved } from './clock.ts'
import { fiftyAtOnce, oneKeyAtOnce, twoHundredOfOneCase } from './crowd.ts'
import { restoredElsewhere } from './elsewhere.ts'
import { dataDiskFull, documentsDiskFull } from './full.ts'
import { killedAtAnyInstant, killedAtPoints } from './killed.ts'
import type { Misfortune } from './misfortune.ts'
import { cutConnections, longLock, noConnectionLeft, slowDisk } from './starved.ts'
import { upgradedUnderTraffic } from './upgraded.ts'
import { killedWhileFilesCome } from './uploads.ts'
import { workersKilled } from './workers.ts'

/** Every misfortune, in the order in which one installation suffers them. */
export const misfortunes: readonly Misfortune[] = [
  killedAtPoints,
  killedAtAnyInstant,
  killedWhileFilesCome,
  workersKilled,
  cutConnections,
  fiftyAtOnce,
  twoHundredOfOneCase,
  oneKeyAtOnce,
  noConnectionLeft,
  longLock,
  slowDisk,
  documentsDiskFull,
  clockMoved,
  restoredElsewhere,
  dataDiskFull,
  upgradedUnderTraffic,
]
