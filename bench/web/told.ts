import { worldOf } from '../../simulate/county.ts'
import { livesOf } from '../../simulate/lives.ts'
import { planted } from '../../simulate/truths.ts'
import { diskStore } from '../../src/adapters/index.ts'
import { buildHouse } from '../../src/commands/house.ts'
import { type Installation, type Json, surroundingsAt, type Told } from '../../src/kernel/index.ts'
import { examplesOf } from '../../src/portal/api/examples.ts'

/** What invented people tell, as the form and as the API take it. */
export type ToTell = Readonly<{ byForm: readonly Told[]; byApi: readonly Json[] }>

/** Some hundreds of reports of hate, of the made-up county's last months. */
export function toTell(key: Buffer): ToTell {
  const house = houseWith(key)
  const now = new Date()
  const truths = { ...planted, monthly: 300 }
  const { world } = worldOf({ house, until: now, seed: 11, months: 2, truths, fresh: false })
  const examples = examplesOf(house.programmes.get('hate')!.report!, surroundingsAt(house, now))
  return {
    // A threat that nobody sees stands on every page of the hub, and would be most of what is measured.
    byForm: [...livesOf(world)].filter(life => !life.form.threat).map(life => life.form.raw),
    byApi: Object.values(examples).map(one => one.answers),
  }
}

/** The number of the form's page that shows all answers and sends them. */
export const lastPage = (key: Buffer): number =>
  Object.keys(houseWith(key).programmes.get('hate')!.report!.ask).length + 1

const houseWith = (key: Buffer): Installation =>
  buildHouse({ area: 'warwickshire', madeUp: true }, key, diskStore('/nowhere')).house
