import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config, DocumentStore, Installation } from '#kernel'
import { sealer } from '#kernel'
import { keepProfile } from '#matching'
import { type Area, areaFolder, openArea } from '../area/index.ts'
import { type Plan, readOfficial, readPlan } from '../plan/index.ts'
import { programmes } from '../programmes.ts'

export const project = join(import.meta.dirname, '..', '..')

export type House = Readonly<{
  house: Installation
  area: Area
  plan: Plan
  official: ReturnType<typeof readOfficial>
  /** What proves that a receipt comes from whoever carries messages. */
  receiptToken?: string
}>

/** The installation: this area, its law, its programmes and its keys, all read and held to their shape before anything runs. */
export function buildHouse(config: Pick<Config, 'area' | 'madeUp'>, key: Buffer, documents: DocumentStore): House {
  const folder = areaFolder(config.area, project)
  const area = openArea(folder, join(project, 'law', 'england-wales'))
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'))
  return {
    area,
    plan: readPlan(read('plan/plan.json')),
    official: readOfficial(read('statistics/series.json')),
    house: {
      area: area.id,
      title: area.name,
      madeUp: config.madeUp,
      exitTo: area.exitTo,
      alternatives: area.alternatives,
      zone: area.zone,
      programmes: new Map(programmes.map(programme => [programme.id, programme])),
      limits: area.limits,
      calendar: id => area.calendarOf(id ? { calendar: id } : {}),
      agencies: area.agencies,
      lawfulBases: area.lawfulBases,
      places: area.places,
      sealer: sealer(key),
      documents,
      recorded: keepProfile,
    },
  }
}
