import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { parse } from 'csv-parse/sync'
import { minIndex } from 'd3-array'
import * as v from 'valibot'
import { practiceName, streetName } from './place-names.ts'

/**
 * Makes an area's gazetteer from public files as they were published: `node bin/gazetteer.ts areas/NAME/places`.
 * The outcome is committed, and a test holds it to this script, so that nobody need trust either.
 */
export function gazetteer(folder: string): ReadonlyMap<string, string> {
  const raw = (file: string) => readFileSync(join(folder, 'source', file), 'utf8')
  const districtOf = (code: string) => zones.find(zone => zone.code === code)?.district
  const zones = readZones(raw('lsoa-2011.geojson'))
  const wards = new Map(readCsv(raw('wards-2013.csv'), ward).map(row => [row.code, row.name.replaceAll(',', '')]))
  const towns = v.parse(townsFile, JSON.parse(raw('towns.json'))).towns
  const postcodes = readCsv(raw('postcodes-2014.csv'), postcode).map(row => locate(row, zones, wards, towns))
  const anchors = readCsv(raw('street-anchor-points-2018-19.csv'), anchor).flatMap(row => {
    const district = districtOf(row['LSOA code'])
    if (!district) return []
    const point = { lon: row.Longitude, lat: row.Latitude }
    const { town, ward } = nearest(point, postcodes)
    return [{ ...streetName(row.Location), ...point, lsoa: row['LSOA code'], district, town, ward }]
  })
  const practices = readCsv(raw('prescribers-2019.csv'), prescriber).flatMap(row => {
    const at = postcodes.find(each => each.postcode === compact(row.postcode))
    return row.prescribing_setting === '4' && at ? [{ ...at, name: practiceName(row.name), isStreet: false }] : []
  })
  const streets = merge(anchors.filter(each => each.isStreet))
  const landmarks = merge([...anchors.filter(each => !each.isStreet), ...practices])
  const places = ['id', 'name', 'town', 'ward', 'district', 'lsoa', 'lon', 'lat'] as const
  return new Map([
    ['postcodes.csv', writeCsv(['postcode', 'lon', 'lat', 'district', 'lsoa', 'town'], postcodes)],
    [
      'streets.csv',
      writeCsv(
        places,
        streets.map(each => ({ id: idOf('street', each), ...each })),
      ),
    ],
    [
      'landmarks.csv',
      writeCsv(
        places,
        landmarks.map(each => ({ id: idOf('landmark', each), ...each })),
      ),
    ],
  ])
}

type Point = { readonly lon: number; readonly lat: number }
type Zone = ReturnType<typeof readZones>[number]
type Postcode = ReturnType<typeof locate>
type Named = Point & {
  readonly name: string
  readonly town: string
  readonly ward: string
  readonly district: string
  readonly lsoa: string
}

const number = v.pipe(v.string(), v.nonEmpty(), v.transform(Number), v.number())
const postcode = v.object({
  postcode: v.string(),
  longitude: number,
  latitude: number,
  district_code: v.string(),
  ward_code: v.string(),
})
const anchor = v.object({ Location: v.string(), Longitude: number, Latitude: number, 'LSOA code': v.string() })
const prescriber = v.object({ name: v.string(), postcode: v.string(), prescribing_setting: v.string() })
const ward = v.object({ code: v.string(), name: v.string() })
const townsFile = v.object({ towns: v.record(v.string(), v.string()) })
const ring = v.array(v.array(v.number()))
const zonesFile = v.object({
  features: v.array(
    v.object({
      properties: v.object({ LSOA11CD: v.string(), LAD: v.string() }),
      geometry: v.variant('type', [
        v.object({ type: v.literal('Polygon'), coordinates: v.array(ring) }),
        v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(v.array(ring)) }),
      ]),
    }),
  ),
})

function readCsv<const S extends v.GenericSchema>(text: string, shape: S): v.InferOutput<S>[] {
  return v.parse(v.array(shape), parse(text, { columns: true, bom: true }))
}

function readZones(text: string) {
  return v.parse(zonesFile, JSON.parse(text)).features.map(({ properties, geometry }) => ({
    code: properties.LSOA11CD,
    district: properties.LAD,
    geometry,
    corners: geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2),
  }))
}

function locate(
  row: v.InferOutput<typeof postcode>,
  zones: readonly Zone[],
  wards: ReadonlyMap<string, string>,
  towns: Readonly<Record<string, string>>,
) {
  const code = compact(row.postcode)
  const sector = `${code.slice(0, -3)} ${code.at(-3)}`
  const town = towns[sector] ?? towns[code.slice(0, -3)]
  const wardName = wards.get(row.ward_code)
  if (!town || !wardName)
    throw new Error(`${row.postcode}: add its town to towns.json, or ward ${row.ward_code} to wards`)
  const point = { lon: row.longitude, lat: row.latitude }
  return {
    postcode: code,
    ...point,
    district: row.district_code,
    lsoa: zoneAt(point, row.district_code, zones),
    town,
    ward: wardName,
  }
}

/** The LSOA a point lies in; generalised outlines miss some at the border, which go to the nearest in their district. */
function zoneAt(point: Point, district: string, zones: readonly Zone[]): string {
  const own = zones.filter(zone => zone.district === district)
  const inside = own.find(zone => booleanPointInPolygon([point.lon, point.lat], zone.geometry))
  if (inside) return inside.code
  const apart = apartFrom(point)
  const reach = (zone: Zone) => Math.min(...zone.corners.map(([lon = 0, lat = 0]) => apart({ lon, lat })))
  return own[minIndex(own, reach)]?.code ?? ''
}

function nearest(point: Point, postcodes: readonly Postcode[]): Postcode {
  const found = postcodes[minIndex(postcodes, apartFrom(point))]
  if (!found) throw new Error('There are no postcodes to name a town by')
  return found
}

/** Points of one name in one ward are one place: the point nearest to the middle of them stands for all. */
function merge<T extends Named>(points: readonly T[]): readonly T[] {
  const groups = Map.groupBy(points, each => `${each.name}|${each.district}|${each.ward}`)
  return [...groups.values()].flatMap(group => {
    const mean = (of: (point: T) => number) => group.reduce((sum, each) => sum + of(each), 0) / group.length
    const apart = apartFrom({ lon: mean(each => each.lon), lat: mean(each => each.lat) })
    const sorted = group.toSorted((a, b) => apart(a) - apart(b) || a.lon - b.lon || a.lat - b.lat)
    return sorted.slice(0, 1)
  })
}

/** Squared distance from a point, good enough within one county: a degree of longitude is shorter than one of latitude. */
function apartFrom(point: Point): (other: Point) => number {
  const shrink = Math.cos((point.lat * Math.PI) / 180)
  return other => ((point.lon - other.lon) * shrink) ** 2 + (point.lat - other.lat) ** 2
}

function idOf(kind: string, place: Named): string {
  const slug = `${place.name} ${place.ward}`
    .toLowerCase()
    .replaceAll("'", '')
    .replace(/[^a-z0-9]+/g, '-')
  return `${kind}:${place.district}:${slug}`
}

function writeCsv<K extends string>(
  columns: readonly K[],
  rows: readonly Readonly<Record<K, string | number>>[],
): string {
  const lines = rows.map(row => columns.map(column => value(row[column])).join(','))
  if (new Set(lines).size < lines.length) throw new Error('Two places cannot be told apart')
  return `${[columns.join(','), ...lines.toSorted()].join('\n')}\n`
}

function value(raw: string | number): string {
  const text = typeof raw === 'number' ? String(Number(raw.toFixed(5))) : raw
  if (/[",\r\n]/.test(text)) throw new Error(`"${text}" would need quoting, which the reader does not do`)
  return text
}

const compact = (code: string) => code.replaceAll(' ', '')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2]
  if (!folder) throw new Error('Say which folder: node bin/gazetteer.ts areas/NAME/places')
  for (const [file, text] of gazetteer(folder)) writeFileSync(join(folder, file), text)
}
