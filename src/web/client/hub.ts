/*
 * What script adds for a hub worker: moving through a worklist by keys, and news of a threat to life on any page.
 * Keys of one letter can be turned off, and do nothing while somebody types.
 */
import { watchAlerts } from './alerts.ts'
import { worklistKeys } from './worklist-keys.ts'

worklistKeys()
watchAlerts()
