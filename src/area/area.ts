import { isAbsolute, join, resolve } from 'node:path'
import { type Calendar, type Limit, limitAt, readLimits } from '#kernel'
import { calendarsOf } from './calendars.ts'
import { openPlaces, type Places } from './places.ts'
import { PackFault, readJson, readPack } from './read.ts'
import * as shapes from './shapes.ts'

/** Everything local, and the law it stands on, read and held to its shape once at start. */
export type Area = {
  readonly id: string
  readonly name: string
  /** The sentence every page carries while the people in it are invented; null where they are real. */
  readonly madeUp: { readonly notice: string } | null
  readonly codes: { readonly county: string; readonly policeForceArea: string | null }
  readonly force: { readonly id: string; readonly name: string }
  readonly districts: readonly shapes.District[]
  readonly zone: string
  /** Where "Exit this page" leads. */
  readonly exitTo: string
  readonly alternatives: shapes.AreaFile['alternatives']
  readonly emergency: shapes.AreaFile['emergency']
  /** Who is answerable over the border. */
  readonly elsewhere: readonly shapes.Elsewhere[]
  /** By name; `standard` is always there. */
  readonly calendars: Readonly<Record<string, Calendar>>
  /** National and local, every version, with the signatures of local officers put to them. */
  readonly limits: readonly Limit[]
  readonly agencies: readonly shapes.Agency[]
  readonly services: readonly shapes.SupportService[]
  /** The words for each need that one of them meets first. */
  readonly needs: Readonly<Record<string, string>>
  readonly lawfulBases: readonly shapes.LawfulBasis[]
  readonly places: Places
  /** The version of a limit in force at that instant; throws `NoLimitInForce`. */
  readonly limitAt: (id: string, at: Date) => Limit
  /** The calendar a limit is counted in. */
  readonly calendarOf: (limit: Pick<Limit, 'calendar'>) => Calendar
}

/** Opens an area pack on top of a law pack; throws `PackFault` or `LimitsFault`, naming the file, for anything wrong. */
export function openArea(folder: string, lawFolder: string): Area {
  const file = readPack(folder, 'area.json', shapes.areaShape)
  const calendars = calendarsOf(file, readPack(lawFolder, 'bank-holidays.json', shapes.bankHolidaysShape))
  const limits = limitsOf(folder, lawFolder)
  for (const limit of limits) requireCalendar(limit, calendars)
  return {
    id: file.id,
    name: file.name,
    madeUp: file.madeUp,
    codes: file.codes,
    force: file.force,
    districts: file.districts,
    zone: file.zone,
    exitTo: file.exitTo,
    alternatives: file.alternatives,
    emergency: file.emergency,
    elsewhere: file.elsewhere,
    calendars,
    limits,
    agencies: agenciesOf(folder, file.districts),
    ...servicesOf(folder),
    lawfulBases: distinct(
      readPack(lawFolder, 'lawful-bases.json', shapes.lawfulBasesShape).lawfulBases,
      'lawful-bases.json',
    ),
    places: openPlaces(join(folder, 'places'), file.districts),
    limitAt: (id, at) => limitAt(limits, id, at, file.zone),
    calendarOf: limit => calendarOf(limit, calendars),
  }
}

function servicesOf(folder: string): Pick<Area, 'services' | 'needs'> {
  const { services, needs } = readPack(folder, 'services.json', shapes.servicesShape)
  const { agencies } = readPack(folder, 'agencies.json', shapes.agenciesShape)
  const strange = services.find(({ agency }) => agency && !agencies.some(({ id }) => id === agency))
  if (strange) throw new PackFault(`services.json: "${strange.id}" is of ${strange.agency}, which agencies.json lacks`)
  const unnamed = services.find(({ helpsWith }) => !helpsWith.every(need => Object.hasOwn(needs, need)))
  if (unnamed) throw new PackFault(`services.json: "needs" has no words for all that ${unnamed.id} helps with`)
  return { services: distinct(services, 'services.json'), needs }
}

/** The folder of an area given by name (below `areas/` of the project) or by path. */
export function areaFolder(nameOrPath: string, projectFolder: string): string {
  if (isAbsolute(nameOrPath)) return nameOrPath
  return nameOrPath.includes('/') ? resolve(nameOrPath) : join(projectFolder, 'areas', nameOrPath)
}

function limitsOf(folder: string, lawFolder: string): readonly Limit[] {
  const local = readJson(folder, 'limits.json')
  const limits = [
    ...readLimits(readJson(lawFolder, 'limits.json'), join(lawFolder, 'limits.json')),
    ...readLimits(local, join(folder, 'limits.json')),
  ]
  const { signatures } = readPack(folder, 'limits.json', shapes.signaturesShape)
  // Once more over both together: a local version may not shadow or overlap a national one.
  return readLimits({ limits: signed(limits, signatures) }, `${join(lawFolder, 'limits.json')} with the area's own`)
}

/** A signature lives in the area's file, so that nobody edits the law pack to put their name to it. */
function signed(limits: readonly Limit[], signatures: readonly shapes.Signature[]): readonly Limit[] {
  for (const { id, version } of signatures) {
    const known = limits.some(limit => limit.id === id && limit.version === version)
    if (!known) throw new PackFault(`limits.json signs "${id}" version ${version}, which does not exist.`)
  }
  return limits.map(limit => {
    const found = signatures.find(each => each.id === limit.id && each.version === limit.version)
    return found ? { ...limit, verified: { by: found.by, on: found.on } } : limit
  })
}

function calendarOf(limit: Pick<Limit, 'calendar'>, calendars: Area['calendars']): Calendar {
  const calendar = calendars[limit.calendar ?? 'standard']
  if (!calendar) throw new PackFault(`area.json has no calendar "${limit.calendar}".`)
  return calendar
}

/** Better refused at start than when a school is waiting to be told. */
function requireCalendar(limit: Limit, calendars: Area['calendars']): void {
  const calendar = calendarOf(limit, calendars)
  if ('beforeNextSchoolDay' in limit.value && !calendar.school) {
    throw new PackFault(
      `Limit "${limit.id}" counts school days; calendar "${calendar.id}" in area.json has no "school".`,
    )
  }
}

function agenciesOf(folder: string, districts: readonly shapes.District[]): readonly shapes.Agency[] {
  const { agencies } = readPack(folder, 'agencies.json', shapes.agenciesShape)
  const known = new Set(districts.map(district => district.id))
  for (const agency of agencies) {
    const stranger = agency.districts.find(code => !known.has(code))
    if (stranger)
      throw new PackFault(`agencies.json: "${agency.id}" names district ${stranger}, which area.json lacks.`)
  }
  return distinct(agencies, 'agencies.json')
}

function distinct<T extends { readonly id: string }>(entries: readonly T[], file: string): readonly T[] {
  const twice = entries.find((entry, index) => entries.findIndex(other => other.id === entry.id) !== index)
  if (twice) throw new PackFault(`${file} has "${twice.id}" twice; every id must be given once.`)
  return entries
}
