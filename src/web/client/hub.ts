/*
 * What script adds for a hub worker: moving through a worklist by keys, news of a threat to life on any page, drawing on
 * a map by pointer, and finding somebody as they type. Keys of one letter can be turned off, and do nothing while somebody types.
 */
import { watchAlerts } from './alerts.ts'
import { drawAreas } from './draw-area.ts'
import { searchAsTyped } from './search.ts'
import { worklistKeys } from './worklist-keys.ts'

worklistKeys()
watchAlerts()
drawAreas()
searchAsTyped()
